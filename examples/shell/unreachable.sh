#!/usr/bin/env bash
# Prints the addresses of the clusters whose condition OK is not True, one per line: name, tab, address.
#
#   unreachable.sh [kubectl get arguments, such as -l env=prod]
set -euo pipefail
kubectl get clusters "$@" -o go-template='
{{- range .items -}}
  {{- $ok := false -}}
  {{- if .status -}}{{- range .status.conditions -}}
    {{- if and (eq .type "OK") (eq .status "True") -}}{{- $ok = true -}}{{- end -}}
  {{- end -}}{{- end -}}
  {{- if not $ok -}}
    {{- .metadata.name }}{{ "\t" }}
    {{- with .spec.kubernetesApiEndpoints -}}{{- with .serverEndpoints -}}{{ (index . 0).serverAddress }}{{- end -}}{{- end -}}
    {{- "\n" -}}
  {{- end -}}
{{- end -}}'
