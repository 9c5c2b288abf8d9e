# syntax=docker/dockerfile:1

# The engine's packages. Fetched before its code is copied, so that a change of the code needs no network; what was fetched once stays in the cache.
FROM node:22-bookworm-slim AS engine
WORKDIR /source/engine
COPY engine/package.json engine/package-lock.json engine/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --prefer-offline
COPY engine/src ./src

# The gateway. Compiled ahead of time, so that it starts, and answers the health check, with less work.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS gateway
ARG TARGETARCH
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Ponte.Chatwoot/Ponte.Chatwoot.csproj src/Ponte.Chatwoot/
COPY src/Ponte.WhatsApp/Ponte.WhatsApp.csproj src/Ponte.WhatsApp/
COPY src/Ponte.Gateway/Ponte.Gateway.csproj src/Ponte.Gateway/
COPY src/Ponte.Gateway/Baileys/Engine.targets src/Ponte.Gateway/Baileys/
RUN --mount=type=cache,target=/root/.nuget/packages dotnet restore src/Ponte.Gateway --arch $TARGETARCH -p:PublishReadyToRun=true
COPY src src
RUN --mount=type=cache,target=/root/.nuget/packages dotnet publish src/Ponte.Gateway --configuration Release --arch $TARGETARCH --no-self-contained --no-restore \
    --output /app -p:PublishReadyToRun=true -p:RunAnalyzers=false -p:Engine=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
LABEL org.opencontainers.image.title="Ponte" \
      org.opencontainers.image.description="A WhatsApp gateway whose heart is the bridge to Chatwoot" \
      org.opencontainers.image.licenses="MIT"
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ffmpeg \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir --mode=0700 /data \
    && chown 1654:1654 /data
COPY --from=engine /usr/local/bin/node /usr/local/bin/node
COPY --from=gateway /app /app
COPY --from=engine /source/engine /app/engine

# Only /data, and /tmp for sockets, are written to: the rest may be read-only.
ENV ASPNETCORE_HTTP_PORTS="" \
    ASPNETCORE_URLS="http://+:8080" \
    DOTNET_EnableDiagnostics="0" \
    HOME="/data" \
    Ponte__DataPath="/data"
WORKDIR /data
VOLUME /data
EXPOSE 8080
USER 1654:1654
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["dotnet", "/app/Ponte.Gateway.dll", "health"]
ENTRYPOINT ["dotnet", "/app/Ponte.Gateway.dll"]
