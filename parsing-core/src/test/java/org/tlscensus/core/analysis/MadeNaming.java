package org.tlscensus.core.analysis;

/** Names that can be told from addresses at once. */
record MadeNaming(boolean isTelling, boolean tellsServerNames, boolean tellsUserAgents)
        implements Naming {
    static final MadeNaming NAMES = new MadeNaming(true, true, true);
    static final MadeNaming NOTHING = new MadeNaming(false, false, false);

    @Override
    public boolean hidesClients() {
        return true;
    }

    @Override
    public String client(String address) {
        return "<" + address.length() + ">";
    }

    @Override
    public String toldClient(String address) {
        return isTelling ? client(address) : null;
    }

    @Override
    public String toldAnswer(String address) {
        return toldClient(address);
    }

    @Override
    public String alias(String address) {
        return "alias";
    }

    @Override
    public byte[] hash(byte[] identity) {
        return new byte[16];
    }
}
