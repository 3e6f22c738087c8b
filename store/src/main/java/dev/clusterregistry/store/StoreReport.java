package dev.clusterregistry.store;

import java.util.List;

/**
 * What a check found in a store's file.
 *
 * @param keys how many keys have a value
 * @param changes how many changes are kept: the current values and the history
 * @param backup whether the file is a backup copy, which has to be restored to be served
 * @param problems one line each; empty if all is well
 */
public record StoreReport(
    String identity,
    long revision,
    long compacted,
    long keys,
    long changes,
    boolean backup,
    List<String> problems) {

  public boolean isSound() {
    return problems.isEmpty();
  }
}
