package dev.clusterregistry.benchmarks;

import dev.clusterregistry.benchmarks.scenario.Cost;
import dev.clusterregistry.benchmarks.scenario.Figure;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what was measured, with the goals and, if there is one, the peer beside it. */
final class Report {
  private final List<Figure> figures;
  private final Map<String, Figure> peer;

  Report(List<Figure> figures, List<Figure> peer) {
    this.figures = figures;
    this.peer =
        peer.stream().collect(Collectors.toMap(Figure::name, Function.identity(), (a, b) -> b));
  }

  static String line(Figure figure) {
    String goal =
        figure.hasGoal() ? (figure.higherIsBetter() ? ">= " : "<= ") + number(figure.goal()) : "";
    String verdict = figure.hasGoal() ? (figure.reached() ? "ok" : "MISSED") : "";
    return String.format(
        Locale.ROOT,
        "%-58s %12s %-4s %12s %-7s %14s",
        figure.name(),
        number(figure.value()),
        figure.unit(),
        goal,
        verdict,
        figure.cost() == null ? "" : figure.cost());
  }

  void print(PrintStream out) {
    for (Figure figure : figures) {
      Figure other = peer.get(figure.name());
      String beside = "";
      if (other != null) {
        double ratio =
            figure.higherIsBetter()
                ? figure.value() / other.value()
                : other.value() / figure.value();
        beside =
            String.format(
                Locale.ROOT, "peer %s %s, %.1fx  ", number(other.value()), other.unit(), ratio);
      }
      out.println(line(figure) + " " + beside + figure.note());
    }
  }

  String json() {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode root = mapper.createObjectNode();
    root.put("processors", Runtime.getRuntime().availableProcessors());
    ArrayNode rows = root.putArray("figures");
    for (Figure figure : figures) {
      ObjectNode row = rows.addObject();
      row.put("name", figure.name()).put("value", figure.value()).put("unit", figure.unit());
      if (figure.hasGoal()) {
        row.put("goal", figure.goal()).put("reached", figure.reached());
      }
      Cost cost = figure.cost();
      if (cost != null) {
        row.put("serverMicros", cost.server()).put("clientMicros", cost.client());
      }
      Figure other = peer.get(figure.name());
      if (other != null) {
        row.put("peer", other.value());
      }
      row.put("note", figure.note());
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.2f" : "%,.0f", value);
  }
}
