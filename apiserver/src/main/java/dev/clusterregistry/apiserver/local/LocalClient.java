package dev.clusterregistry.apiserver.local;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.RequestInfoParser;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.status.StatusException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * The server as a client of its own: its requests take the road of all others, but meet neither
 * transport nor filters. They may do everything, and wait.
 */
public final class LocalClient {
  private static final User SELF =
      User.authenticated("system:apiserver", "", List.of(User.MASTERS), Map.of());
  private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

  private final Endpoint handler;

  public LocalClient(Endpoint handler) {
    this.handler = handler;
  }

  /**
   * @param path of a resource
   * @param json the body; empty for none
   * @throws StatusException if it fails
   */
  public void send(String method, String path, byte[] json) {
    Headers headers =
        Headers.of("Content-Type", "application/json").add("User-Agent", "clusterregistry");
    ApiRequest request =
        new ApiRequest(
            method, path, "", headers, json, false, List.of(), NOWHERE, false, false, true);
    Call call = new Call(request, System.nanoTime());
    RequestInfo info = RequestInfoParser.parse(request);
    if (info == null) {
      throw new IllegalArgumentException(path);
    }
    call.info(info);
    call.user(SELF);
    call.authorization(further -> {});
    if (handler.answer(call) instanceof Reply.Streaming streaming) {
      streaming.source().closed(); // a list of what was deleted, which nobody reads
    }
  }
}
