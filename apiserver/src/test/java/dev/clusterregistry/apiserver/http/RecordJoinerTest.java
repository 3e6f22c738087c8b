package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordJoinerTest {
  private static final int FULL = RecordJoiner.RECORD_BYTES;

  private final EmbeddedChannel channel = new EmbeddedChannel(new RecordJoiner());

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static ByteBuf bytes(int length, int value) {
    ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(length, 1));
    for (int i = 0; i < length; i++) {
      bytes.writeByte(value);
    }
    return bytes;
  }

  private static ByteBuf head(int length) {
    return bytes(0, 0).writeMedium(length).writeByte(0).writeByte(0).writeInt(5);
  }

  private List<ByteBuf> written() {
    List<ByteBuf> all = new ArrayList<>();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      all.add(next);
    }
    return all;
  }

  @Test
  void smallWritesLeaveTogetherAndAreDoneThen() {
    ChannelFuture first = channel.write(bytes(100, 1));
    ChannelFuture second = channel.write(bytes(200, 2));
    assertThat(first.isDone()).isFalse();
    channel.flush();
    assertThat(first.isSuccess()).isTrue();
    assertThat(second.isSuccess()).isTrue();
    assertThat(written())
        .singleElement()
        .satisfies(
            block -> {
              assertThat(block.readableBytes()).isEqualTo(300);
              assertThat(block.getByte(99)).isEqualTo((byte) 1);
              assertThat(block.getByte(100)).isEqualTo((byte) 2);
              block.release();
            });
  }

  @Test
  void whatIsLargerIsCutIntoRecords() {
    channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[2 * FULL + 7]));
    List<ByteBuf> blocks = written();
    assertThat(blocks).extracting(ByteBuf::readableBytes).containsExactly(FULL, FULL, 7);
    blocks.forEach(ByteBuf::release);
  }

  @Test
  void aPayloadWithRoomForItsHeadIsNotCopied() {
    ByteBuf payload = bytes(FULL, 3).readerIndex(RecordJoiner.HEAD_BYTES);
    int length = payload.readableBytes();
    channel.write(bytes(50, 1));
    ChannelFuture head = channel.write(head(length));
    ChannelFuture body = channel.writeAndFlush(payload);
    assertThat(head.isSuccess()).isTrue();
    assertThat(body.isSuccess()).isTrue();
    List<ByteBuf> blocks = written();
    assertThat(blocks).extracting(ByteBuf::readableBytes).containsExactly(50, FULL);
    assertThat(blocks.get(1)).isSameAs(payload);
    assertThat(payload.getUnsignedMedium(0)).isEqualTo(length);
    assertThat(payload.getInt(5)).isEqualTo(5);
    blocks.forEach(ByteBuf::release);
  }

  @Test
  void bytesThatOthersShareAreNeverWrittenTo() {
    ByteBuf shared = bytes(1000, 3);
    for (ByteBuf part :
        List.of(
            shared.retainedDuplicate().readerIndex(500),
            Unpooled.compositeBuffer()
                .addComponent(true, shared.retainedDuplicate())
                .readerIndex(500),
            shared.retain().readerIndex(500))) {
      channel.write(head(500));
      channel.writeAndFlush(part);
    }
    assertThat(shared.refCnt()).isEqualTo(1);
    assertThat(ByteBufUtil.getBytes(shared, 0, 1000)).containsOnly(3);
    written().forEach(ByteBuf::release);
    shared.release();
  }

  @Test
  void whatIsLeftWhenTheConnectionIsGoneFails() {
    ChannelFuture lost = channel.write(bytes(100, 1));
    channel.pipeline().remove(RecordJoiner.class);
    assertThat(lost.isSuccess()).isFalse();
    assertThat(lost.isDone()).isTrue();
  }
}
