package org.tlscensus.core.starttls;

import java.util.List;
import java.util.Locale;

/** IRC (RFC 2812; IRCv3's capability negotiation, {@code tls} and {@code sasl}). */
final class Irc implements LineProtocol {
    private static final String MY_INFO = "004";
    private static final String YOU_ARE_OPERATOR = "381";
    private static final String UNKNOWN_COMMAND = "421";
    private static final String NOT_REGISTERED = "451";
    private static final String STARTTLS = "670";
    private static final String STARTTLS_FAILED = "691";
    private static final String LOGGED_IN = "900";
    private static final String SASL_SUCCESS = "903";

    private final StartTlsState findings;
    private boolean isUpgradeListed;

    Irc(StartTlsState findings) {
        this.findings = findings;
        findings.protocol("irc");
    }

    @Override
    public void client(String line) {
        List<String> words = Text.words(line);
        if (!words.isEmpty() && words.get(0).equalsIgnoreCase("STARTTLS")) {
            findings.requested();
        }
    }

    @Override
    public void server(String line) {
        List<String> words = Text.words(line);
        if (words.isEmpty()) {
            return;
        }
        int start = words.get(0).startsWith(":") ? 1 : 0;
        String command = start < words.size() ? words.get(start).toUpperCase(Locale.ROOT) : "";
        List<String> parameters = words.subList(Math.min(start + 1, words.size()), words.size());
        switch (command) {
            case "CAP" -> capabilities(parameters);
            case STARTTLS -> {
                if (findings.stage() == StartTlsState.Stage.REQUESTED) {
                    findings.accepted();
                }
            }
            case STARTTLS_FAILED, NOT_REGISTERED, "ERROR" -> findings.refusedIfAsked();
            case UNKNOWN_COMMAND -> {
                if (parameters.contains("STARTTLS")) {
                    findings.refusedIfAsked();
                }
            }
            case MY_INFO -> findings.software(parameters.size() > 2 ? parameters.get(2) : "");
            case LOGGED_IN, SASL_SUCCESS, YOU_ARE_OPERATOR -> findings.authenticated();
            default -> {}
        }
    }

    /** {@code CAP * LS [*] :a b=c}: an asterisk says that the list goes on. */
    private void capabilities(List<String> parameters) {
        if (parameters.size() < 3 || !parameters.get(1).equalsIgnoreCase("LS")) {
            return;
        }
        boolean goesOn = parameters.get(2).equals("*");
        for (String word : parameters.subList(2, parameters.size())) {
            String capability = word.startsWith(":") ? word.substring(1) : word;
            if (capability.equals("tls")) {
                isUpgradeListed = true;
            } else if (capability.startsWith("sasl=")) {
                String mechanisms = capability.substring("sasl=".length());
                findings.mechanisms(Text.words(mechanisms.replace(',', ' ')));
            }
        }
        if (!goesOn) {
            findings.listed(isUpgradeListed);
            isUpgradeListed = false;
        }
    }

    @Override
    public void gap() {
        isUpgradeListed = false;
    }
}
