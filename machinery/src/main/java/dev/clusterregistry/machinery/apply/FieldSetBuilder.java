package dev.clusterregistry.machinery.apply;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the paths of a {@link FieldSet} during a walk; one builder per level. */
final class FieldSetBuilder {
  /** Where this level hangs; it does so from its first path on. */
  private final @Nullable FieldSetBuilder above;

  private final @Nullable PathElement step;
  private @Nullable Map<PathElement, Collected> collected;

  private static final class Collected {
    boolean member;
    @Nullable FieldSetBuilder below;
  }

  FieldSetBuilder() {
    this(null, null);
  }

  private FieldSetBuilder(@Nullable FieldSetBuilder above, @Nullable PathElement step) {
    this.above = above;
    this.step = step;
  }

  /** Adds the path that ends with this step. */
  void add(PathElement member) {
    at(member).member = true;
  }

  /** The level below a step. */
  FieldSetBuilder below(PathElement member) {
    Collected known = collected == null ? null : collected.get(member);
    return known == null || known.below == null ? new FieldSetBuilder(this, member) : known.below;
  }

  private Collected at(PathElement member) {
    if (collected == null) {
      collected = new HashMap<>();
      if (above != null && step != null) {
        above.at(step).below = this;
      }
    }
    return collected.computeIfAbsent(member, key -> new Collected());
  }

  FieldSet build() {
    if (collected == null) {
      return FieldSet.EMPTY;
    }
    FieldSet.Level level = new FieldSet.Level(collected.size());
    for (Map.Entry<PathElement, Collected> entry : collected.entrySet()) {
      Collected said = entry.getValue();
      FieldSet below = said.below == null ? FieldSet.EMPTY : said.below.build();
      level.add(
          entry.getKey(),
          said.member && below.isEmpty()
              ? FieldSet.Entry.LEAF
              : new FieldSet.Entry(said.member, below));
    }
    return level.done();
  }
}
