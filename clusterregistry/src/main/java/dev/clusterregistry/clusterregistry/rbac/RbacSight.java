package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.ObjectMatch;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.http.Patience;
import org.jspecify.annotations.Nullable;

/** What roles and bindings let somebody see of a resource, revision by revision. */
record RbacSight(RuleHistory history, Visible.Question question) implements Sight.Limited {

  @Override
  public @Nullable ObjectMatch at(long revision, Patience patience) {
    RuleIndex index = history.at(revision, patience);
    return index == null ? null : Visible.of(index, question);
  }

  @Override
  public long nextChange(long after, long until) {
    return history.nextChange(after, until);
  }
}
