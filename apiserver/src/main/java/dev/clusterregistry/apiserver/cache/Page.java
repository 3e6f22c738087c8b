package dev.clusterregistry.apiserver.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param range the part of the asked range that holds exactly this page's objects (and others that
 *     the filter leaves out)
 * @param count objects on this page
 * @param last key of this page's last object if another one follows: the next page is {@code
 *     range.after(last)} of the range asked for; null on the last page
 * @param remaining objects after this page if one follows and the filter selects by neither labels
 *     nor fields, else -1
 * @param objects those of the page if the filter has found them and they are not many; else null
 */
public record Page(
    KeyRange range,
    int count,
    @Nullable String last,
    long remaining,
    @Nullable List<Frozen> objects) {
  static final int FEW = 4096;
}
