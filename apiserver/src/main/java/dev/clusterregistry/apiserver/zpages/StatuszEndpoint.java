package dev.clusterregistry.apiserver.zpages;

import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves what this process is, and since when. */
public final class StatuszEndpoint implements Endpoint {
  /** As Unix' date prints it. */
  private static final DateTimeFormatter UNIX_DATE =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** What is served there is the API, not of use for looking into the server. */
  private static final Set<String> LEFT_OUT = Set.of("/", "/api", "/apis", "/openapi");

  private final ZPage page = new ZPage("Statusz");
  private final String binaryVersion;
  private final String emulatedVersion;
  private final List<String> paths;
  private final InstantSource clock;
  private final Instant started;

  /**
   * @param paths all that are served; those of one segment are shown
   */
  public StatuszEndpoint(ServerVersion version, List<String> paths, InstantSource clock) {
    this.binaryVersion = version.gitVersion().substring(1);
    this.emulatedVersion = version.major() + "." + version.minor();
    this.paths =
        paths.stream()
            .filter(path -> path.indexOf('/', 1) < 0 && path.indexOf('.') < 0)
            .filter(path -> !LEFT_OUT.contains(path))
            .toList();
    this.clock = clock;
    this.started = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public Reply answer(Call call) {
    Duration up = Duration.between(started, clock.instant());
    return page.reply(call, () -> text(up), () -> document(up));
  }

  private static String runtime() {
    return "java" + Runtime.version().feature();
  }

  private String text(Duration up) {
    return ZPage.head("statusz")
        + ("Started: " + UNIX_DATE.format(started) + "\n")
        + ("Up: " + up.toHours() + " hr " + two(up.toMinutesPart()) + " min ")
        + (two(up.toSecondsPart()) + " sec\n")
        + ("Go version: " + runtime() + "\n")
        + ("Binary version: " + binaryVersion + "\n")
        + ("Emulation version: " + emulatedVersion + "\n")
        + ("Paths: " + String.join(" ", paths) + "\n");
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  private ObjectNode document(Duration up) {
    ObjectNode document = page.document();
    document.put("startTime", started.toString());
    document.put("uptimeSeconds", up.toSeconds());
    document.put("goVersion", runtime());
    document.put("binaryVersion", binaryVersion);
    document.put("emulationVersion", emulatedVersion);
    ArrayNode list = document.putArray("paths");
    paths.forEach(list::add);
    return document;
  }
}
