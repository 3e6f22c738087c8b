package dev.clusterregistry.crinit.local;

import dev.clusterregistry.crinit.CrinitException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the program clusterregistry: where CLUSTERREGISTRY says, beside crinit, or in the path. */
public final class Launcher {
  private Launcher() {}

  public static Path find(Map<String, String> environment) {
    List<Path> candidates = new ArrayList<>();
    String named = environment.getOrDefault("CLUSTERREGISTRY", "");
    if (!named.isEmpty()) {
      candidates.add(Path.of(named));
    }
    String home = environment.getOrDefault("CRINIT_HOME", "");
    if (!home.isEmpty()) {
      candidates.add(Path.of(home, "clusterregistry"));
      candidates.add(Path.of(home, "bin", "clusterregistry"));
    }
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        candidates.add(Path.of(folder, "clusterregistry"));
      }
    }
    return candidates.stream()
        .filter(one -> Files.isRegularFile(one) && Files.isExecutable(one))
        .findFirst()
        .orElseThrow(
            () ->
                new CrinitException(
                    "the program clusterregistry is not found beside crinit or in PATH: unpack"
                        + " clusterregistry-server.tar.gz there, or name it in CLUSTERREGISTRY"));
  }
}
