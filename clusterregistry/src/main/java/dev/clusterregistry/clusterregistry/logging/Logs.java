package dev.clusterregistry.clusterregistry.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/** Sets the log up. In code: reading an XML configuration costs a good part of the start. */
public final class Logs {
  /** The verbosity of commands that say what goes well themselves: only trouble is logged. */
  public static final int QUIET = -1;

  private Logs() {}

  /**
   * @param verbosity as in Kubernetes: 4 and above adds details, 6 and above adds everything
   */
  public static void configure(LogFormat format, int verbosity) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Encoder<ILoggingEvent> encoder = new LineEncoder(format);
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(verbosity >= 6 ? Level.DEBUG : Level.WARN);
    root.addAppender(appender);
    context.getLogger("dev.clusterregistry").setLevel(level(verbosity));
  }

  private static Level level(int verbosity) {
    if (verbosity >= 6) {
      return Level.TRACE;
    }
    if (verbosity >= 4) {
      return Level.DEBUG;
    }
    return verbosity < 0 ? Level.WARN : Level.INFO;
  }
}
