package dev.clusterregistry.apiserver.zpages;

import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Serves the flags that this process runs with. */
public final class FlagzEndpoint implements Endpoint {
  private final ZPage page = new ZPage("Flagz");
  private final TreeMap<String, String> flags;

  /**
   * @param flags values by name; none may be a secret
   */
  public FlagzEndpoint(Map<String, String> flags) {
    this.flags = new TreeMap<>(flags);
  }

  @Override
  public Reply answer(Call call) {
    return page.reply(call, this::text, this::document);
  }

  private String text() {
    StringBuilder text = new StringBuilder(ZPage.head("flags"));
    flags.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    return text.toString();
  }

  private ObjectNode document() {
    ObjectNode document = page.document();
    ObjectNode values = document.putObject("flags");
    flags.forEach(values::put);
    return document;
  }
}
