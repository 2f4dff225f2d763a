-- title: TCP connections to the ports of protocols that upgrade, or begin with TLS
-- definition: all columns of observed and upgrade_ports, of connections that speak such a protocol or TLS, or speak
--   something else that is known
-- column contradicts: the protocol that was found is not the port's
SELECT o.*,
       p.*,
       o.protocol IS NOT NULL AND instr(p.detected, concat(',', o.protocol, ',')) = 0 AS contradicts
FROM observed AS o
JOIN upgrade_ports AS p ON o.server_port = p.port
WHERE o.transport = 'tcp'
  AND (o.starttls IS NOT NULL OR o.tls IS NOT NULL OR o.protocol IS NOT NULL)
