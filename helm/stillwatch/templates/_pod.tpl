{{/* What every pod's spec begins with: (dict "root" $ "settings" VALUES). */}}
{{- define "stillwatch.podStart" -}}
serviceAccountName: {{ include "stillwatch.serviceAccountName" .root }}
automountServiceAccountToken: false
# A service called like a setting would become one.
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .root.Values.securityContext.runAsUser }}
  runAsGroup: {{ .root.Values.securityContext.runAsGroup }}
  fsGroup: {{ .root.Values.securityContext.fsGroup }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- with .settings.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .settings.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What every container begins with: the image, and java with its options. */}}
{{- define "stillwatch.containerStart" -}}
image: {{ include "stillwatch.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .root.Values.securityContext.runAsUser }}
  runAsGroup: {{ .root.Values.securityContext.runAsGroup }}
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
  seccompProfile:
    type: RuntimeDefault
command:
  - java
  - -XX:MaxRAMPercentage=70
  - -XX:+ExitOnOutOfMemoryError
  {{- range .settings.jvmOptions }}
  - {{ . | quote }}
  {{- end }}
{{- end }}

{{/* The arguments that start a service, a class of the jar: (dict "root" $ "main" CLASS). */}}
{{- define "stillwatch.serviceArguments" -}}
- -Dloader.main={{ .main }}
- -cp
- {{ .root.Values.image.jar }}
- org.springframework.boot.loader.launch.PropertiesLauncher
{{- end }}

{{/* The settings of a service: (dict "root" $ "settings" VALUES "grpc" PORT "http" PORT). */}}
{{- define "stillwatch.serviceEnvironment" -}}
{{- $postgresql := .root.Values.postgresql }}
{{- $secret := default $postgresql.existingSecret .settings.postgresqlSecret }}
{{ include "stillwatch.secretVariable" (dict "name" "DATABASE_HOST" "secret" $secret "key" $postgresql.keys.host) }}
{{ include "stillwatch.secretVariable" (dict "name" "DATABASE_PORT" "secret" $secret "key" $postgresql.keys.port) }}
{{ include "stillwatch.secretVariable" (dict "name" "DATABASE_NAME" "secret" $secret "key" $postgresql.keys.database) }}
- name: SPRING_DATASOURCE_URL
  value: "jdbc:postgresql://$(DATABASE_HOST):$(DATABASE_PORT)/$(DATABASE_NAME)?sslmode={{ $postgresql.sslMode }}
    {{- if $postgresql.caSecret }}&sslrootcert=/etc/stillwatch/postgresql/ca.crt{{ end }}"
{{ include "stillwatch.secretVariable" (dict "name" "SPRING_DATASOURCE_USERNAME" "secret" $secret "key" $postgresql.keys.username) }}
{{ include "stillwatch.secretVariable" (dict "name" "SPRING_DATASOURCE_PASSWORD" "secret" $secret "key" $postgresql.keys.password) }}
- name: SPRING_GRPC_SERVER_ADDRESS
  value: "0.0.0.0"
- name: SPRING_GRPC_SERVER_PORT
  value: {{ .grpc | quote }}
- name: SPRING_GRPC_SERVER_REFLECTION_ENABLED
  value: "false"
- name: SPRING_GRPC_SERVER_SHUTDOWN_GRACEPERIOD
  value: 20s
- name: SPRING_GRPC_SERVER_HEALTH_SERVICE_LIVENESS_INCLUDE
  value: livenessState
- name: SPRING_GRPC_SERVER_HEALTH_SERVICE_READINESS_INCLUDE
  value: readinessState
- name: SERVER_ADDRESS
  value: "0.0.0.0"
- name: SERVER_PORT
  value: {{ .http | quote }}
{{- if include "stillwatch.tls" .root }}
- name: SPRING_SSL_BUNDLE_PEM_SERVICES_KEYSTORE_CERTIFICATE
  value: file:/etc/stillwatch/tls/tls.crt
- name: SPRING_SSL_BUNDLE_PEM_SERVICES_KEYSTORE_PRIVATEKEY
  value: file:/etc/stillwatch/tls/tls.key
{{- if .root.Values.tls.caKey }}
- name: SPRING_SSL_BUNDLE_PEM_SERVICES_TRUSTSTORE_CERTIFICATE
  value: file:/etc/stillwatch/tls/ca.crt
{{- end }}
- name: SPRING_GRPC_SERVER_SSL_BUNDLE
  value: services
- name: SERVER_SSL_BUNDLE
  value: services
{{- else }}
- name: STILLWATCH_ALLOWPLAINTEXT
  value: "true"
{{- end }}
{{- end }}

{{/* A token that the service knows from its start: (dict "root" $ "place" N "name" NAME "scopes" WORDS "key" KEY). */}}
{{- define "stillwatch.tokenSeed" -}}
- name: STILLWATCH_TOKENS_SEEDS_{{ .place }}_NAME
  value: {{ .name }}
- name: STILLWATCH_TOKENS_SEEDS_{{ .place }}_SCOPES
  value: {{ .scopes }}
{{ include "stillwatch.secretVariable" (dict "name" (printf "STILLWATCH_TOKENS_SEEDS_%v_SECRET" .place) "secret" .root.Values.tokens.existingSecret "key" .key) }}
{{- end }}

{{/* One way to ask: (dict "root" $ "grpc" PORT "what" WORD). The kubelet speaks no TLS to gRPC, so with TLS it is HTTPS. */}}
{{- define "stillwatch.probe" -}}
{{- if include "stillwatch.tls" .root -}}
httpGet:
  path: /actuator/health/{{ .what }}
  port: http
  scheme: HTTPS
{{- else -}}
grpc:
  port: {{ .grpc }}
  service: {{ .what }}
{{- end }}
{{- end }}

{{/* A start replays the log and migrates the schema, so it has five minutes. */}}
{{- define "stillwatch.probes" -}}
startupProbe:
  {{- include "stillwatch.probe" (dict "root" .root "grpc" .grpc "what" "liveness") | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 60
livenessProbe:
  {{- include "stillwatch.probe" (dict "root" .root "grpc" .grpc "what" "liveness") | nindent 2 }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  {{- include "stillwatch.probe" (dict "root" .root "grpc" .grpc "what" "readiness") | nindent 2 }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}

{{- define "stillwatch.serviceMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if include "stillwatch.tls" .root }}
- name: tls
  mountPath: /etc/stillwatch/tls
  readOnly: true
{{- end }}
{{- if .root.Values.postgresql.caSecret }}
- name: postgresql-ca
  mountPath: /etc/stillwatch/postgresql
  readOnly: true
{{- end }}
{{- end }}

{{- define "stillwatch.serviceVolumes" -}}
- name: tmp
  emptyDir:
    # A model file on its way in, 256 MiB at most, waits here.
    sizeLimit: 400Mi
{{- if include "stillwatch.tls" .root }}
- name: tls
  secret:
    secretName: {{ .root.Values.tls.existingSecret }}
    defaultMode: 288 # 0440
    items:
      - key: tls.crt
        path: tls.crt
      - key: tls.key
        path: tls.key
      {{- with .root.Values.tls.caKey }}
      - key: {{ . }}
        path: ca.crt
      {{- end }}
{{- end }}
{{- if .root.Values.postgresql.caSecret }}
- name: postgresql-ca
  secret:
    secretName: {{ .root.Values.postgresql.caSecret }}
    defaultMode: 288 # 0440
    items:
      - key: {{ .root.Values.postgresql.caKey }}
        path: ca.crt
{{- end }}
{{- end }}

{{/* How a command of the jar speaks to a service: options, and the mount and volume of what it trusts. */}}
{{- define "stillwatch.commandTrust" -}}
{{- if not (include "stillwatch.tls" .) -}}
- --allow-plaintext
{{- else if .Values.tls.caKey -}}
- --ca
- /etc/stillwatch/ca/ca.crt
{{- end }}
{{- end }}

{{- define "stillwatch.commandMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if and (include "stillwatch.tls" .) .Values.tls.caKey }}
- name: ca
  mountPath: /etc/stillwatch/ca
  readOnly: true
{{- end }}
{{- end }}

{{- define "stillwatch.commandVolumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 128Mi
{{- if and (include "stillwatch.tls" .) .Values.tls.caKey }}
- name: ca
  secret:
    secretName: {{ .Values.tls.existingSecret }}
    defaultMode: 288 # 0440
    items:
      - key: {{ .Values.tls.caKey }}
        path: ca.crt
{{- end }}
{{- end }}
