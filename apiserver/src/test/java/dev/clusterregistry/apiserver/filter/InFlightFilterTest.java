package dev.clusterregistry.apiserver.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.RequestInfoParser;
import dev.clusterregistry.apiserver.request.User;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class InFlightFilterTest {
  private static final String WIDGETS = "/apis/example.com/v1/widgets";
  private final List<Integer> statuses = new ArrayList<>();

  /** Sends further calls from inside a call, so that all of them are in flight at once. */
  private InFlightFilter nested(int limit, int depth, User user, String method) {
    InFlightFilter[] filter = new InFlightFilter[1];
    int[] level = {0};
    filter[0] =
        new InFlightFilter(
            limit,
            limit,
            call -> {
              if (++level[0] < depth) {
                statuses.add(filter[0].answer(call(method, user)).status());
              }
              return new Reply.Full(200, new Headers(), new byte[0]);
            });
    return filter[0];
  }

  private static Call call(String method, User user) {
    ApiRequest request =
        new ApiRequest(
            method,
            WIDGETS,
            "",
            new Headers(),
            new byte[0],
            false,
            List.of(),
            InetSocketAddress.createUnresolved("c", 1),
            false,
            true,
            true);
    Call call = new Call(request, System.nanoTime());
    call.info(Objects.requireNonNull(RequestInfoParser.parse(request)));
    call.user(user);
    return call;
  }

  private static User user(String... groups) {
    return User.authenticated("u", "", List.of(groups), Map.of());
  }

  @Test
  void beyondTheLimitEverybodyIsTurnedAwayInPlainText() {
    InFlightFilter filter = nested(2, 3, user(User.MASTERS), "POST");
    filter.answer(call("POST", user(User.MASTERS)));
    assertThat(statuses).containsExactly(429, 200);
    assertThat(filter.writesInFlight()).isZero();
  }

  @Test
  void theTextIsKubernetesOwn() {
    InFlightFilter none =
        new InFlightFilter(0, 0, call -> new Reply.Full(200, new Headers(), new byte[0]));
    Reply.Full reply = (Reply.Full) none.answer(call("GET", user(User.MASTERS)));
    assertThat(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo("Too many requests, please try again later.\n");
    assertThat(reply.headers().get("Retry-After")).isEqualTo("1");
    assertThat(reply.headers().get("Content-Type")).isEqualTo("text/plain; charset=utf-8");
  }

  @Test
  void aTenthIsKeptForMasters() {
    nested(10, 10, user("devs"), "POST").answer(call("POST", user("devs")));
    assertThat(statuses).contains(429);
    statuses.clear();
    nested(10, 10, user(User.MASTERS), "POST").answer(call("POST", user(User.MASTERS)));
    assertThat(statuses).doesNotContain(429);
  }

  @Test
  void readsAndWritesHaveTheirOwnLimits() {
    InFlightFilter filter = nested(1, 1, user(User.MASTERS), "GET");
    assertThat(filter.answer(call("GET", user(User.MASTERS))).status()).isEqualTo(200);
    assertThat(filter.readsInFlight()).isZero();
  }
}
