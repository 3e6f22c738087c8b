#!/usr/bin/env bash
# Makes the certificates and keys of the transport's tests anew. They protect nothing.
set -euo pipefail
cd "$(dirname "$0")"
days=36500
openssl ecparam -name prime256v1 -genkey -noout -out ca.key
openssl req -x509 -new -key ca.key -subj /CN=test-ca -days $days -out ca.crt
leaf() { # name subject extensions
  openssl pkcs8 -topk8 -nocrypt -in "$1.sec1.key" -out "$1.key"
  openssl req -new -key "$1.key" -subj "$2" |
    openssl x509 -req -CA ca.crt -CAkey ca.key -CAcreateserial -days $days -extfile <(printf '%s' "$3") -out "$1.crt"
}
for name in server other client; do openssl ecparam -name prime256v1 -genkey -noout -out $name.sec1.key; done
openssl genrsa -traditional -out rsa.sec1.key 2048
names='subjectAltName=DNS:localhost,IP:127.0.0.1'
leaf server /CN=server "$names"
leaf other /CN=other "$names"
leaf rsa /CN=rsa "$names"
leaf client '/O=system:masters/CN=admin' 'extendedKeyUsage=clientAuth'
mv rsa.sec1.key rsa.pkcs1.key
rm -f ca.srl ca.key other.sec1.key client.sec1.key
