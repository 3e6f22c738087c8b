package dev.clusterregistry.clusterregistry.logging;

/** How a log line is written. */
public enum LogFormat {
  TEXT,
  JSON
}
