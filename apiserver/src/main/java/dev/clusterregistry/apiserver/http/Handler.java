package dev.clusterregistry.apiserver.http;

/** Answers requests. */
public interface Handler {

  /**
   * Answers now, or throws {@link WouldBlockException} if it would have to wait and {@link
   * ApiRequest#mayBlock} is false. The request is then handed in once more, from the start, on a
   * virtual thread where it may block. Requests with a body are always handed in on a virtual
   * thread.
   */
  Reply handle(ApiRequest request);
}
