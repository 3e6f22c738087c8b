package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.request.Call;
import tools.jackson.databind.node.ObjectNode;

/** Answers one kind of question. */
interface Review {

  /**
   * Puts the answer into the question's status. May wait.
   *
   * @param review decoded by its schema; its own to change
   * @throws dev.clusterregistry.machinery.status.StatusException if there is no such question
   */
  void answer(Call call, ObjectNode review);
}
