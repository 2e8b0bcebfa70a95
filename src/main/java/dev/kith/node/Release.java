package dev.kith.node;

import java.util.Optional;

/** Which release of Kith this is. */
final class Release {
    /** From the jar's manifest; {@code development} where classes are run as they lie. */
    static final String VERSION =
            Optional.ofNullable(Release.class.getPackage().getImplementationVersion())
                    .orElse("development");

    private Release() {}
}
