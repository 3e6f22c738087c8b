/**
 * Archives that are equal byte for byte whenever their files are: the release's, and a container
 * image that both Docker and containerd load. Folders flow in, files flow out; what is in the
 * folders, and that it is a cluster registry, is not known here.
 */
@NullMarked
package dev.clusterregistry.image;

import org.jspecify.annotations.NullMarked;
