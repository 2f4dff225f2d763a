"""Python's own mail, news and file clients, one visit each. Usage: clients.py KIND HOST AUTHORITY"""

import ftplib
import imaplib
import poplib
import smtplib
import ssl
import sys
import warnings

warnings.simplefilter("ignore")
import nntplib  # noqa: E402 (deprecated, yet a real client)

kind, host, authority = sys.argv[1:4]
context = ssl.create_default_context(cafile=authority)
MESSAGE = "From: ada@starttls.test\r\nTo: bob@starttls.test\r\nSubject: hello\r\n\r\nhello\r\n"


def smtp(port, upgrade):
    with smtplib.SMTP(host, port, local_hostname="client.starttls.test") as client:
        if upgrade:
            print(client.starttls(context=context), client.sock.version())
        client.sendmail("ada@starttls.test", ["bob@starttls.test"], MESSAGE)
        print("sent")


def lmtp():
    with smtplib.LMTP(host, 24, local_hostname="client.starttls.test") as client:
        client.sendmail("ada@starttls.test", ["ada"], MESSAGE)
        print("sent")


def imap(upgrade):
    client = imaplib.IMAP4(host)
    if upgrade:
        client.starttls(context)
        print(client.sock.version())
    client.login("ada", "secret")
    print(client.select())
    client.logout()


def pop3(upgrade):
    client = poplib.POP3(host)
    if upgrade:
        client.stls(context)
        print(client.sock.version())
    client.user("ada")
    client.pass_("secret")
    print("messages", client.stat())
    client.quit()


def ftp(upgrade):
    client = ftplib.FTP_TLS(context=context) if upgrade else ftplib.FTP()
    client.connect(host)
    if upgrade:
        print(client.auth(), client.sock.version())
    client.login("ada", "secret")
    if upgrade:
        client.prot_p()
    client.retrlines("RETR hello.txt")
    client.quit()


def nntp(upgrade):
    client = nntplib.NNTP(host)
    if upgrade:
        client.starttls(context)
        print(client.sock.version())
    print(client.list())
    client.quit()


{
    "smtp": lambda: smtp(25, False),
    "smtp-upgrade": lambda: smtp(25, True),
    "submission-upgrade": lambda: smtp(587, True),
    "lmtp": lmtp,
    "imap": lambda: imap(False),
    "imap-upgrade": lambda: imap(True),
    "pop3": lambda: pop3(False),
    "pop3-upgrade": lambda: pop3(True),
    "ftp": lambda: ftp(False),
    "ftp-upgrade": lambda: ftp(True),
    "nntp": lambda: nntp(False),
    "nntp-upgrade": lambda: nntp(True),
}[kind]()
