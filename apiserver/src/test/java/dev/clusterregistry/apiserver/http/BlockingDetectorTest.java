package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BlockingDetectorTest {

  private static List<String> findings(Handler handler) throws Exception {
    try (TestServer server = TestServer.start(handler);
        HttpClient client = TestServer.client(Version.HTTP_2);
        HttpClient old = TestServer.client(Version.HTTP_1_1);
        BlockingDetector detector = BlockingDetector.start()) {
      for (HttpClient each : List.of(client, old)) {
        each.send(server.request("/").build(), BodyHandlers.ofString());
        each.send(
            server.request("/").POST(BodyPublishers.ofString("body")).build(),
            BodyHandlers.ofString());
      }
      return detector.findings();
    }
  }

  @Test
  void theTransportItselfNeverWaitsOnALoop() throws Exception {
    assertThat(
            findings(
                request -> {
                  request.blocking();
                  LockSupport.parkNanos(1000);
                  return TestServer.text("ok");
                }))
        .isEmpty();
  }

  @Test
  void aHandlerThatParksOnALoopIsFound() throws Exception {
    assertThat(
            findings(
                request -> {
                  LockSupport.parkNanos(1000);
                  return TestServer.text("ok");
                }))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("jdk.ThreadPark", "BlockingDetectorTest"));
  }

  @Test
  void aHandlerThatQueuesOnALoopIsNotBlamed() throws Exception {
    LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
    List<String> findings =
        findings(
            request -> {
              queue.add(request.method());
              return TestServer.text("ok");
            });
    assertThat(findings).isEmpty();
    assertThat(queue).contains("GET", "POST");
  }
}
