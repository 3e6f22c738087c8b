package dev.clusterregistry.clusterregistry.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once if the Java virtual machine has left its ahead-of-time cache aside. */
final class AotCache {
  private static final Logger LOG = LoggerFactory.getLogger(AotCache.class);

  /** Set by the launcher when it hands over a cache. */
  private static final String FILE = "clusterregistry.aot";

  private AotCache() {}

  /** The virtual machine's own words are switched off: lines of several shapes, not ours. */
  static void warnIfRejected() {
    String file = System.getProperty(FILE);
    boolean used = System.getProperty("java.vm.info", "").contains("sharing");
    if (file != null && !used) {
      LOG.warn(
          "The ahead-of-time cache {} does not fit this Java or its flags: starting takes longer."
              + " To make it anew: hack/build-dist.sh; the reason: CLUSTERREGISTRY_JAVA_OPTS=-Xlog:aot",
          file);
    }
  }
}
