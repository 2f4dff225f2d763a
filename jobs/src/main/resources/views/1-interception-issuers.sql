-- title: Issuers of certificates that products make up when they intercept TLS
-- definition: Names that these products give their own CAs by default, as studies of interception and the vendors' manuals have
--   them. An issuer belongs to a product when its name, in lower case, has the words in it. Another list
--   goes into a copy of the table interception in a folder of one's own (--sql-dir).
-- column product: name of the product or its vendor
-- column kind: antivirus, gateway, debugging, filter or malware
-- column words: words of the issuer's name, lower case
SELECT product, kind, words
FROM (VALUES
  ('Avast', 'antivirus', 'avast! web/mail shield'),
  ('Avast', 'antivirus', 'avast web/mail shield'),
  ('AVG', 'antivirus', 'avg web/mail shield'),
  ('Bitdefender', 'antivirus', 'bitdefender personal ca'),
  ('BullGuard', 'antivirus', 'bullguard ssl proxy'),
  ('Dr.Web', 'antivirus', 'dr.web for windows'),
  ('ESET', 'antivirus', 'eset ssl filter ca'),
  ('Kaspersky', 'antivirus', 'kaspersky anti-virus personal root'),
  ('Kaspersky', 'antivirus', 'kaspersky web anti-virus'),
  ('PC Tools', 'antivirus', 'pc tools root'),
  ('Barracuda', 'gateway', 'barracuda'),
  ('Blue Coat', 'gateway', 'blue coat'),
  ('Cisco Umbrella', 'gateway', 'cisco umbrella'),
  ('Cloudflare Gateway', 'gateway', 'gateway ca - cloudflare managed'),
  ('Fortinet', 'gateway', 'fortinet'),
  ('Fortinet', 'gateway', 'fortigate'),
  ('Forcepoint', 'gateway', 'forcepoint'),
  ('McAfee Web Gateway', 'gateway', 'mcafee web gateway'),
  ('Netskope', 'gateway', 'netskope'),
  ('Palo Alto Networks', 'gateway', 'palo alto networks'),
  ('SonicWall', 'gateway', 'sonicwall'),
  ('Sophos', 'gateway', 'sophos'),
  ('Squid', 'gateway', 'squid proxy'),
  ('Untangle', 'gateway', 'untangle'),
  ('WatchGuard', 'gateway', 'watchguard'),
  ('Websense', 'gateway', 'websense'),
  ('Zscaler', 'gateway', 'zscaler'),
  ('Burp', 'debugging', 'portswigger'),
  ('Charles', 'debugging', 'charles proxy'),
  ('Fiddler', 'debugging', 'do_not_trust_fiddlerroot'),
  ('mitmproxy', 'debugging', 'mitmproxy'),
  ('Covenant Eyes', 'filter', 'covenant eyes'),
  ('Cyberoam', 'filter', 'cyberoam'),
  ('Net Nanny', 'filter', 'contentwatch'),
  ('Qustodio', 'filter', 'qustodio'),
  ('Lavasoft', 'malware', 'web companion'),
  ('Superfish', 'malware', 'superfish')
) AS listed(product, kind, words)
