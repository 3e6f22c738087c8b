package dev.clusterregistry.crinit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built from what.
 *
 * @param number such as 0.1.0
 * @param commit of the sources, or "unknown"
 */
public record Version(String number, String commit) {

  public static Version current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(
        properties.getProperty("version").replace("-SNAPSHOT", ""),
        properties.getProperty("commit"));
  }
}
