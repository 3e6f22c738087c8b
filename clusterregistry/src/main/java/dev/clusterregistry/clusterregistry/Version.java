package dev.clusterregistry.clusterregistry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built from what.
 *
 * @param number such as 0.1.0
 * @param commit of the sources, or "unknown"
 * @param date of the commit, RFC 3339
 */
public record Version(String number, String commit, String date) {

  /** The version of the running program. */
  public static Version current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(
        properties.getProperty("version").replace("-SNAPSHOT", ""),
        properties.getProperty("commit"),
        properties.getProperty("date"));
  }
}
