package dev.holdfast.it.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.it.eventstore.Offence.Kind;
import dev.holdfast.it.eventstore.StreamState.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamStateTest {
  private static final String FIRST = Payload.of("c0", 1, 100);
  private static final String SECOND = Payload.of("c0", 2, 0);
  private static final String THIRD = Payload.of("c0", 3, 50);
  private static final StreamState TWO = StreamState.NONE.appended(FIRST).appended(SECOND);
  private static final Change.Append IN_FLIGHT = new Change.Append("c0-stream0", THIRD);

  @Test
  void whatWasAcknowledgedIsRightAndNothingElse() {
    assertThat(judge(TWO, TWO)).isEmpty();
    assertThat(judge(TWO, TWO.numbered())).containsExactly(Kind.DIVERGED);
  }

  @Test
  void ofTheCommandInFlightAllOrNothingIsRight() {
    List<StreamState> allowed = IN_FLIGHT.outcomes(TWO);

    assertThat(kinds(allowed, TWO)).isEmpty();
    assertThat(kinds(allowed, TWO.numbered()))
        .isEmpty(); // its number is taken before it is written
    assertThat(kinds(allowed, TWO.appended(THIRD))).isEmpty();
    assertThat(kinds(allowed, TWO.appended(THIRD).appended(THIRD))).contains(Kind.UNDONE);
  }

  @Test
  void aMissingEventIsLost() {
    assertThat(judge(TWO, new StreamState(2, TWO.events().subList(1, 2))))
        .containsExactly(Kind.LOST);
  }

  @Test
  void aLowerNumberWentBack() {
    assertThat(judge(TWO, new StreamState(0, TWO.events()))).containsExactly(Kind.WENT_BACK);
    assertThat(judge(TWO.truncated(0), StreamState.NONE)).containsExactly(Kind.WENT_BACK);
  }

  @Test
  void everyPartOfAnEventIsTorn() {
    List<StreamState> allowed = IN_FLIGHT.outcomes(TWO);

    for (int length = 0; length < THIRD.length(); length++) {
      StreamState part = TWO.appended(THIRD.substring(0, length));
      assertThat(kinds(allowed, part)).as("%d", length).containsExactly(Kind.TORN_EVENT);
    }
  }

  @Test
  void twoEventsInOneAreTornAndLost() {
    StreamState glued = new StreamState(2, List.of(new Event(1, FIRST + "2 " + SECOND)));

    assertThat(judge(TWO, glued)).containsExactly(Kind.TORN_EVENT, Kind.LOST);
  }

  @Test
  void aTruncateIsDoneOrNotAndNeverHalfOrUndone() {
    List<StreamState> allowed = new Change.Truncate("c0-stream0", 1).outcomes(TWO);

    assertThat(kinds(allowed, TWO)).isEmpty();
    assertThat(kinds(allowed, TWO.truncated(1))).isEmpty();
    assertThat(kinds(allowed, TWO.truncated(0))).containsExactly(Kind.LOST);
    assertThat(judge(TWO.truncated(1), TWO)).containsExactly(Kind.UNDONE);
  }

  @Test
  void aPayloadKnowsWhetherItIsWhole() {
    assertThat(Payload.isWhole(FIRST)).isTrue();
    assertThat(Payload.isWhole(FIRST.substring(1))).isFalse();
    assertThat(Payload.isWhole(FIRST.substring(0, 50) + '\0' + FIRST.substring(51))).isFalse();
    assertThat(Payload.of("c0", 1, 99)).isNotEqualTo(Payload.of("c0", 2, 99));
  }

  private static List<Kind> judge(StreamState allowed, StreamState found) {
    return kinds(List.of(allowed), found);
  }

  private static List<Kind> kinds(List<StreamState> allowed, StreamState found) {
    return StreamState.judge("c0-stream0", allowed, found).stream().map(Offence::kind).toList();
  }
}
