package org.tlscensus.core.starttls;

import java.util.List;
import org.tlscensus.core.wire.Side;

/**
 * HTTP/1, only far enough for what may lead to TLS on the same connection: CONNECT (RFC 9110
 * section 9.3.6) and the upgrade to TLS (RFC 2817).
 */
final class Http implements LineProtocol {
    private static final String CONNECT = "CONNECT";

    private final StartTlsState findings;
    private boolean isInRequest;
    private boolean isConnect;
    private int connectPort = -1;
    private boolean isUpgradeAsked;
    private int status = -1; // of the response whose header goes on
    private boolean isProxyAnswer;

    Http(StartTlsState findings) {
        this.findings = findings;
        findings.protocol("http");
        findings.rowOnlyOnRequest();
    }

    @Override
    public void client(String line) {
        if (!isInRequest) {
            requestLine(line);
        } else if (line.isEmpty()) {
            endOfRequest();
        } else if (Text.startsWith(line, "Upgrade:") && Text.contains(line, "TLS/")) {
            isUpgradeAsked = true;
        }
    }

    private void requestLine(String line) {
        if (line.isEmpty()) {
            return; // tolerated before a request (RFC 9112 section 2.2)
        }
        List<String> words = Text.words(line);
        isInRequest = true;
        isUpgradeAsked = false;
        isConnect = words.size() > 1 && words.get(0).equals(CONNECT);
        if (isConnect) {
            String target = words.get(1);
            connectPort = Text.number(target.substring(target.lastIndexOf(':') + 1));
        }
    }

    private void endOfRequest() {
        isInRequest = false;
        if (isConnect) {
            findings.tunnelRequested("http_connect", connectPort);
        } else if (isUpgradeAsked) {
            findings.requested();
        } else {
            findings.stage(StartTlsState.Stage.OVER);
        }
    }

    @Override
    public void server(String line) {
        if (status < 0) {
            if (Text.startsWith(line, "HTTP/1.")) {
                status = Text.number(Text.upperWord(line, 1));
                isProxyAnswer = Text.contains(line, "connection established");
            }
        } else if (line.isEmpty()) {
            endOfResponse();
        }
    }

    private void endOfResponse() {
        int answer = status;
        status = -1;
        if (!findings.isSeen(Side.CLIENT)) {
            withoutRequest(answer);
        } else if (findings.stage() == StartTlsState.Stage.REQUESTED) {
            if (isConnect && answer >= 200) {
                boolean isConnected = answer < 300;
                findings.stage(
                        isConnected ? StartTlsState.Stage.TUNNEL : StartTlsState.Stage.CLEAR);
            } else if (!isConnect && answer == 101) {
                findings.accepted();
            } else if (!isConnect && answer >= 200) {
                findings.refused();
                findings.stage(StartTlsState.Stage.OVER);
            }
        }
    }

    private void withoutRequest(int answer) {
        if (isProxyAnswer && answer / 100 == 2) {
            findings.tunnelRequested("http_connect", -1);
            findings.stage(StartTlsState.Stage.TUNNEL);
        } else {
            findings.stage(StartTlsState.Stage.OVER);
        }
    }

    @Override
    public void gap() {
        isInRequest = false;
        status = -1;
    }
}
