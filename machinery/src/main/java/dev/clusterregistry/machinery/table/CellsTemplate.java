package dev.clusterregistry.machinery.table;

import dev.clusterregistry.machinery.json.GoJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/**
 * The cells of one object as JSON, with a gap wherever the text depends on the time: worth
 * remembering, and cheap to fill. In bytes: the number of gaps, place and time of each, the JSON.
 */
public final class CellsTemplate {
  private static final int COUNT = Integer.BYTES;
  private static final int GAP = Integer.BYTES + Long.BYTES;

  private final ByteArrayOutputStream json = new ByteArrayOutputStream(128);
  private final List<Gap> gaps = new ArrayList<>(2);

  private record Gap(int place, long millis) {}

  CellsTemplate() {
    json.write('[');
  }

  void add(@Nullable JsonNode cell) {
    separate();
    json.writeBytes(GoJson.bytes(cell == null ? JsonNodeFactory.instance.nullNode() : cell));
  }

  void addAge(Instant since) {
    separate();
    gaps.add(new Gap(json.size(), since.toEpochMilli()));
  }

  private void separate() {
    boolean first = json.size() == 1 && gaps.isEmpty();
    if (!first) {
      json.write(',');
    }
  }

  byte[] bytes() {
    json.write(']');
    ByteBuffer out = ByteBuffer.allocate(COUNT + gaps.size() * GAP + json.size());
    out.putInt(gaps.size());
    for (Gap gap : gaps) {
      out.putInt(gap.place()).putLong(gap.millis());
    }
    return out.put(json.toByteArray()).array();
  }

  /** The JSON of all cells as of now, made of {@link TableColumns#template}. */
  public static byte[] filled(byte[] template, Instant now) {
    ByteBuffer in = ByteBuffer.wrap(template);
    int count = in.getInt();
    int start = COUNT + count * GAP;
    ByteArrayOutputStream out = new ByteArrayOutputStream(template.length + 16);
    int done = 0;
    for (int i = 0; i < count; i++) {
      int place = in.getInt();
      out.write(template, start + done, place - done);
      out.writeBytes(GoJson.bytes(StringNode.valueOf(age(in.getLong(), now))));
      done = place;
    }
    out.write(template, start + done, template.length - start - done);
    return out.toByteArray();
  }

  private static String age(long millis, Instant now) {
    return HumanDuration.of(Duration.between(Instant.ofEpochMilli(millis), now).toMillis());
  }
}
