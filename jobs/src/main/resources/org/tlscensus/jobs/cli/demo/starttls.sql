-- Which connections are offered StartTLS, ask for it, get it?
SELECT starttls.protocol AS protocol, count(*) AS connections, count_if(starttls.offered) AS offered,
       count_if(starttls.requested) AS asked, count_if(starttls.upgraded) AS upgraded
FROM connections
WHERE starttls IS NOT NULL
GROUP BY starttls.protocol
ORDER BY connections DESC, protocol
