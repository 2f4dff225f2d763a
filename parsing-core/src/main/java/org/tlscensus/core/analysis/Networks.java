package org.tlscensus.core.analysis;

/**
 * What is known of the networks that addresses are in. An IPv4 address is held as the IPv6 address
 * that it is mapped to.
 */
public interface Networks {
    /** Nothing is known. */
    Networks UNKNOWN =
            new Networks() {
                @Override
                public Boolean isLocal(long high, long low) {
                    return null;
                }

                @Override
                public Owner owner(long high, long low) {
                    return Owner.UNKNOWN;
                }
            };

    /**
     * Who has a network.
     *
     * @param as number of the autonomous system, or null
     * @param country ISO 3166-1 alpha-2, or null
     */
    record Owner(Long as, String country) {
        public static final Owner UNKNOWN = new Owner(null, null);
    }

    /** Whether an address is the site's own; null when nobody said which ones are. */
    Boolean isLocal(long high, long low);

    /** Who has the network of an address. */
    Owner owner(long high, long low);
}
