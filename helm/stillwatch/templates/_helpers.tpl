{{- define "stillwatch.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* The start of every object's name; short enough for the longest end. */}}
{{- define "stillwatch.fullname" -}}
{{- $name := include "stillwatch.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* Of (dict "root" $ "component" NAME): what never changes, for a selector is immutable. */}}
{{- define "stillwatch.selector" -}}
app.kubernetes.io/name: {{ include "stillwatch.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "stillwatch.labels" -}}
{{ include "stillwatch.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: stillwatch
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "stillwatch.image" -}}
{{- with .Values.image }}
{{- if .digest }}
{{- printf "%s@%s" .repository .digest }}
{{- else }}
{{- printf "%s:%s" .repository (default $.Chart.AppVersion .tag) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "stillwatch.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "stillwatch.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* HOST:PORT of a service: (dict "root" $ "component" NAME "port" PORT). */}}
{{- define "stillwatch.address" -}}
{{- printf "%s-%s.%s.svc:%v" (include "stillwatch.fullname" .root) .component .root.Release.Namespace .port }}
{{- end }}

{{/* Whether servers speak TLS: "true" or nothing. */}}
{{- define "stillwatch.tls" -}}
{{- if .Values.tls.existingSecret }}true{{ end }}
{{- end }}

{{- define "stillwatch.secretVariable" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}

{{- define "stillwatch.egressDns" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end }}

{{- define "stillwatch.egressPostgresql" -}}
- ports:
    - port: {{ .Values.networkPolicy.postgresql.port }}
      protocol: TCP
  {{- with .Values.networkPolicy.postgresql.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* Egress to one of the chart's services: (dict "root" $ "component" NAME "port" PORT). */}}
{{- define "stillwatch.egressTo" -}}
- ports:
    - port: {{ .port }}
      protocol: TCP
  to:
    - podSelector:
        matchLabels:
          {{- include "stillwatch.selector" . | nindent 10 }}
{{- end }}
