package dev.clusterregistry.apiserver.resource;

import static dev.clusterregistry.apiserver.resource.Registry.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.cache.FaultyStore.Fault;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients are told when the store fails, and what they find when they look. */
class FailedWritesTest {
  private static final String GADGETS = in("v1", "a");
  private static final String GADGET = GADGETS + "/g";
  private static final String BODY = "{\"metadata\":{\"name\":\"g\"},\"spec\":{\"size\":1}}";

  private final Registry registry = new Registry();

  @AfterEach
  void close() {
    registry.close();
  }

  private Answer failing(Fault fault, Supplier<Answer> request) {
    int before = registry.store.writes();
    registry.store.failNextWrite(fault);
    Answer answer = request.get();
    assertThat(registry.store.writes()).as("never tried again by us").isEqualTo(before + 1);
    return answer;
  }

  private void isInDoubt(Answer answer) {
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.at("/reason")).isEqualTo("InternalError");
    assertThat(answer.message())
        .isEqualTo("Internal error occurred: the write may have been applied: the disk failed");
    assertThat(answer.headers().get("Retry-After")).isNull();
  }

  private void isRefused(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.at("/reason")).isEqualTo("ServiceUnavailable");
    assertThat(answer.message()).isEqualTo("the write was not applied: the disk is full");
    assertThat(answer.json().at("/details/retryAfterSeconds").asInt()).isEqualTo(1);
    assertThat(answer.headers().get("Retry-After")).isEqualTo("1");
  }

  @Test
  void whoseOutcomeIsUnknownMayHaveBeenApplied() {
    isInDoubt(failing(Fault.APPLIED_IN_DOUBT, () -> registry.post(GADGETS, BODY)));
    assertThat(registry.get(GADGET).json().at("/spec/size").asInt()).isEqualTo(1);

    isInDoubt(
        failing(Fault.APPLIED_IN_DOUBT, () -> registry.merge(GADGET, "{\"spec\":{\"size\":2}}")));
    assertThat(registry.get(GADGET).json().at("/spec/size").asInt()).isEqualTo(2);

    isInDoubt(failing(Fault.APPLIED_IN_DOUBT, () -> registry.delete(GADGET)));
    assertThat(registry.get(GADGET).status()).isEqualTo(404);
  }

  @Test
  void whoseOutcomeIsUnknownMayBeLost() {
    isInDoubt(failing(Fault.LOST_IN_DOUBT, () -> registry.post(GADGETS, BODY)));
    assertThat(registry.get(GADGET).status()).isEqualTo(404);

    registry.create("a", "g");
    String revision = registry.get(GADGET).revision();
    isInDoubt(
        failing(Fault.LOST_IN_DOUBT, () -> registry.merge(GADGET, "{\"spec\":{\"size\":2}}")));
    isInDoubt(failing(Fault.LOST_IN_DOUBT, () -> registry.delete(GADGET)));
    assertThat(registry.get(GADGET).revision()).isEqualTo(revision);
  }

  @Test
  void whichWereNotAppliedMayBeTriedAgain() {
    isRefused(failing(Fault.REFUSED, () -> registry.post(GADGETS, BODY)));
    assertThat(registry.post(GADGETS, BODY).status()).isEqualTo(201);
    isRefused(failing(Fault.REFUSED, () -> registry.merge(GADGET, "{\"spec\":{\"size\":2}}")));
    assertThat(registry.merge(GADGET, "{\"spec\":{\"size\":2}}").status()).isEqualTo(200);
    isRefused(failing(Fault.REFUSED, () -> registry.delete(GADGET)));
    assertThat(registry.delete(GADGET).status()).isEqualTo(200);
  }
}
