-- title: Ports of protocols that upgrade, or begin with TLS
-- definition: the rows of the NDSS 2016 tables, and further protocols with StartTLS
-- column port: TCP port of the server
-- column service: as the tables call it
-- column is_starttls: TLS begins by an upgrade
-- column in_paper: a row of the paper's tables
-- column detected: words of connections.protocol that may be found there, commas around each
SELECT CAST(port AS INT) AS port, service, is_starttls, in_paper, detected
FROM (VALUES
  (25, 'SMTP', true, true, ',smtp,submission,lmtp,'),
  (465, 'SMTPS', false, true, ',smtp,submission,'),
  (587, 'SUBMISSION', true, true, ',submission,smtp,'),
  (143, 'IMAP', true, true, ',imap,'),
  (993, 'IMAPS', false, true, ',imap,'),
  (110, 'POP3', true, true, ',pop3,'),
  (995, 'POP3S', false, true, ',pop3,'),
  (6667, 'IRC', true, true, ',irc,'),
  (6697, 'IRCS', false, true, ',irc,'),
  (5222, 'XMPP C2S', true, true, ',xmpp_client,'),
  (5223, 'XMPPS C2S', false, true, ',xmpp_client,'),
  (5269, 'XMPP S2S', true, true, ',xmpp_server,'),
  (5270, 'XMPPS S2S', false, true, ',xmpp_server,'),
  (21, 'FTP', true, false, ',ftp,'),
  (24, 'LMTP', true, false, ',lmtp,smtp,'),
  (119, 'NNTP', true, false, ',nntp,'),
  (389, 'LDAP', true, false, ',ldap,'),
  (1433, 'TDS', true, false, ',tds,'),
  (3306, 'MySQL', true, false, ',mysql,'),
  (3389, 'RDP', true, false, ',rdp,'),
  (4190, 'ManageSieve', true, false, ',sieve,'),
  (5432, 'PostgreSQL', true, false, ',postgresql,')
) AS p(port, service, is_starttls, in_paper, detected)
