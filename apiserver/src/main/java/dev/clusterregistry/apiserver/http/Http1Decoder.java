package dev.clusterregistry.apiserver.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Netty's decoder, which refuses what a proxy in front might read in another way. */
final class Http1Decoder extends HttpRequestDecoder {

  Http1Decoder(int headerLimit) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(headerLimit)
            .setMaxHeaderSize(headerLimit)
            .setMaxChunkSize(64 * 1024)
            .setStrictLineParsing(true));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }
}
