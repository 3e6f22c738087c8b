package dev.clusterregistry.apiserver.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final int COST = 64;

  @Test
  void knowsThePositionBehindEachRevision() {
    EventLog log = new EventLog(1_000 * COST, 10);
    log.append(events(11, 13, 17));
    assertThat(log.positionAfter(9)).isEqualTo(-1);
    assertThat(log.positionAfter(10)).isEqualTo(log.start());
    assertThat(log.positionAfter(11)).isEqualTo(log.start() + 1);
    assertThat(log.positionAfter(12)).isEqualTo(log.start() + 1);
    assertThat(log.positionAfter(16)).isEqualTo(log.start() + 2);
    assertThat(log.positionAfter(17)).isEqualTo(log.end());
    assertThat(log.positionAfter(99)).isEqualTo(log.end());
  }

  @Test
  void forgetsTheOldestWhenTheBudgetIsSpent() {
    EventLog log = new EventLog(100 * COST, 0);
    for (int i = 1; i <= 1_000; i++) {
      log.append(events(i));
    }
    assertThat(log.end() - log.start()).isEqualTo(100);
    assertThat(log.floor()).isEqualTo(900);
    assertThat(log.positionAfter(899)).isEqualTo(-1);
    Event first = requireNonNull(log.get(log.positionAfter(900)));
    assertThat(first.revision()).isEqualTo(901);
    assertThat(log.get(log.start() - 1)).isNull();
    assertThat(log.heldBytes()).isEqualTo(100 * COST);
  }

  @Test
  void takesOlderEventsInFrontAsFarAsTheBudgetGoes() {
    EventLog log = new EventLog(100 * COST, 200);
    log.append(events(201, 202));
    List<Event> older = new ArrayList<>();
    for (int i = 51; i <= 200; i++) {
      older.addAll(events(i));
    }
    log.prepend(older, 50);
    assertThat(log.end() - log.start()).isEqualTo(100);
    assertThat(log.floor()).isEqualTo(102);
    for (long revision = 103; revision <= 202; revision++) {
      Event event = requireNonNull(log.get(log.positionAfter(revision - 1)));
      assertThat(event.revision()).isEqualTo(revision);
    }
  }

  @Test
  void leavesNoHoleWhenEventsWereGivenUpBeforeOlderOnesCame() {
    EventLog log = new EventLog(2 * COST, 200);
    log.append(events(201, 202));
    log.append(events(203));
    log.prepend(events(199, 200), 198);
    assertThat(log.floor()).isEqualTo(201);
    assertThat(log.positionAfter(200)).isEqualTo(-1);
  }

  @Test
  void reachesBackToTheGivenFloorIfAllOlderEventsFit() {
    EventLog log = new EventLog(100 * COST, 200);
    log.prepend(events(150, 180), 120);
    assertThat(log.floor()).isEqualTo(120);
    assertThat(log.positionAfter(120)).isEqualTo(log.start());
  }

  private static List<Event> events(long... revisions) {
    List<Event> events = new ArrayList<>();
    for (long revision : revisions) {
      events.add(new Event(revision, "k", null, null, null));
    }
    return events;
  }
}
