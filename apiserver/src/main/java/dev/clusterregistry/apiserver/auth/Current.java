package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;

/** Something that may change while the server runs, such as the contents of a file. */
public interface Current<T> {

  /** What is in force now. Answers at once, or calls {@link Patience#blocking} first. */
  T current(Patience patience);

  static <T> Current<T> always(T value) {
    return patience -> value;
  }
}
