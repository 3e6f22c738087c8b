package dev.clusterregistry.crinit.plan;

import dev.clusterregistry.crinit.CrinitException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a pod keeps its data. */
public sealed interface Volume {

  /**
   * A persistent volume.
   *
   * @param capacity a quantity, such as 10Gi
   * @param storageClass null for the cluster's default
   */
  record Claim(String capacity, @Nullable String storageClass) implements Volume {
    private static final String QUANTITY = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";
    private static final Pattern PATTERN = Pattern.compile(QUANTITY);

    public Claim {
      if (!PATTERN.matcher(capacity).matches()) {
        throw new CrinitException(
            "etcd-pv-capacity "
                + capacity
                + ": quantities must match the regular expression '"
                + QUANTITY
                + "'");
      }
    }
  }

  /** Gone with the pod. */
  record Scratch() implements Volume {}
}
