# The base images, to be taken from elsewhere or pinned by digest (tools/pin-images prints the arguments).
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM $SDK_IMAGE AS build
WORKDIR /source
COPY . .
# Compiled ahead of time, so that it is ready a third sooner (docs/decisions/0016).
RUN dotnet publish src/Api -c Release -o /app --use-current-runtime --self-contained false -p:PublishReadyToRun=true

# The simulated Concur of compose.yaml; not part of the gateway's image.
FROM $SDK_IMAGE AS simulator-build
WORKDIR /source
COPY . .
RUN dotnet publish tools/ConcurSimulator -c Release -o /simulator

FROM $RUNTIME_IMAGE AS simulator
WORKDIR /app
COPY --from=simulator-build /simulator .
USER $APP_UID
ENTRYPOINT ["dotnet", "ConcurSimulator.dll"]

FROM $RUNTIME_IMAGE
# For the health check.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
RUN mkdir data && chown "$APP_UID" data
USER $APP_UID
# Diagnostics would write outside data/.
ENV ASPNETCORE_HTTP_PORTS=8080 DOTNET_EnableDiagnostics=0
EXPOSE 8080
VOLUME /app/data
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s CMD curl -sf http://localhost:8080/health/ready || exit 1
# From Directory.Build.props: docker build --build-arg VERSION="$(.ci/version)". Last, so that it rebuilds nothing.
ARG VERSION
LABEL org.opencontainers.image.version="$VERSION"
ENTRYPOINT ["dotnet", "GroundTransport.Api.dll"]
