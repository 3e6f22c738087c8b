package dev.clusterregistry.apiserver.admission;

import dev.clusterregistry.machinery.status.StatusException;
import java.util.List;

/** Has a say in every change of an object, after authorization and before validation. */
@FunctionalInterface
public interface Admission {
  Admission ALL = change -> {};

  /**
   * May wait: changes are never made on an event loop.
   *
   * @throws StatusException if the change must not be made
   */
  void admit(ProposedChange change);

  /** Asks all in turn. */
  static Admission of(List<? extends Admission> members) {
    return change -> members.forEach(member -> member.admit(change));
  }
}
