-- title: Connections to StartTLS ports in which the protocol was spoken in the clear, upgraded or not
-- definition: port_connections that speak the port's protocol and have a StartTLS dialogue
SELECT *
FROM port_connections
WHERE NOT contradicts AND is_starttls AND starttls IS NOT NULL
