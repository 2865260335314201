using GroundTransport.Application;
using GroundTransport.Application.ConcurApps;
using GroundTransport.Application.PostBacks;
using GroundTransport.Application.Webhooks;

namespace GroundTransport.Api.Hosting;

/// <content>The sections, with their defaults and their limits.</content>
public sealed partial class GatewaySettings
{
    /// <summary><c>Database</c>.</summary>
    public sealed class DatabaseSection
    {
        public string Provider { get; set; } = "Sqlite";

        public bool? MigrateOnStart { get; set; }
    }

    /// <summary><c>ConnectionStrings</c>.</summary>
    public sealed class ConnectionStringsSection
    {
        /// <summary>Optional for SQLite: the default is a file in <c>data</c>.</summary>
        public string? Gateway { get; set; }
    }

    /// <summary><c>Admin</c>.</summary>
    public sealed class AdminSection
    {
        public string? BootstrapKey { get; set; }
    }

    /// <summary><c>Demo</c>.</summary>
    public sealed class DemoSection
    {
        public bool? Enabled { get; set; }
    }

    /// <summary><c>Telemetry</c>.</summary>
    public sealed class TelemetrySection
    {
        public string? OtlpEndpoint { get; set; }
    }

    /// <summary><c>Metrics</c>.</summary>
    public sealed class MetricsSection
    {
        /// <summary>The port that serves <c>/metrics</c> without a key; null: none does.</summary>
        public int? Port { get; set; }

        /// <summary>Whether ASP.NET Core's own metrics are collected too: they cost each search.</summary>
        public bool Hosting { get; set; }
    }

    /// <summary><c>WireLog</c>.</summary>
    public sealed class WireLogSection
    {
        public string Searches { get; set; } = "errors";

        public int KeepDays { get; set; } = 30;

        public int MaxMegabytes { get; set; } = 1000;
    }

    /// <summary><c>Events</c>.</summary>
    public sealed class EventsSection
    {
        public int KeepDays { get; set; } = 30;

        /// <summary>How long before a decision deadline its event is due.</summary>
        public TimeSpan DeadlineNear { get; set; } = TimeSpan.FromMinutes(10);
    }

    /// <summary><c>Webhooks</c>.</summary>
    public sealed class WebhooksSection
    {
        /// <summary>The wait after the first failure; the longer ones scale with it.</summary>
        public TimeSpan RetryAfter { get; set; } = WebhookSettings.DefaultRetryAfter;
    }

    /// <summary><c>Outgoing</c>: calls to addresses that the supplier names.</summary>
    public sealed class OutgoingSection
    {
        /// <summary>Hosts, or hosts with a port, that may be private and spoken to over http.</summary>
        public IReadOnlyList<string> AllowedHosts { get; set; } = [];
    }

    /// <summary><c>Backups</c>: copies of the embedded database.</summary>
    public sealed class BackupsSection
    {
        /// <summary>How often one is made; null: only on demand.</summary>
        public TimeSpan? Every { get; set; }

        /// <summary>How many of the scheduled ones are kept.</summary>
        public int Keep { get; set; } = 14;
    }

    /// <summary><c>KeyRing</c>.</summary>
    public sealed class KeyRingSection
    {
        /// <summary>The first one encrypts new keys; all of them decrypt.</summary>
        public IReadOnlyList<CertificateSection> Certificates { get; set; } = [];
    }

    /// <summary><c>Shutdown</c>.</summary>
    public sealed class ShutdownSection
    {
        /// <summary>How long a stopping node serves after it has reported that it isn't ready.</summary>
        public TimeSpan? Drain { get; set; }
    }

    /// <summary><c>Proxies</c>.</summary>
    public sealed class ProxiesSection
    {
        /// <summary>Networks or addresses, whose forwarded headers are believed.</summary>
        public IReadOnlyList<string> Networks { get; set; } = [];
    }

    /// <summary><c>Health</c>.</summary>
    public sealed class HealthSection
    {
        /// <summary>A further port, which serves health only.</summary>
        public int? Port { get; set; }
    }

    /// <summary><c>OpenApi</c>.</summary>
    public sealed class OpenApiSection
    {
        /// <summary>Who can read the document; the default depends on the environment.</summary>
        public string? Access { get; set; }
    }

    /// <summary><c>Concur</c>: where and how PostBacks are sent.</summary>
    public sealed class ConcurSection
    {
        public string? PostBackUrl { get; set; }

        public string PostBackScheme { get; set; } = "OAuth";

        public string? PostBackToken { get; set; }

        public string? PostBackUser { get; set; }

        public string? PostBackPassword { get; set; }

        /// <summary>In addition to Concur's own domains.</summary>
        public IReadOnlyList<string> GeolocationHosts { get; set; } = [];

        public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

        public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(5);

        public int MaxConcurrentDeliveries { get; set; } = PostBackSettings.DefaultMaxConcurrentDeliveries;

        internal IEnumerable<string> Mistakes()
        {
            if (PostBackUrl is not null && !(Uri.TryCreate(PostBackUrl, UriKind.Absolute, out var url) && IsSafe(url)))
                yield return "PostBackUrl is invalid. Use an https URL without user, password and query (http only for loopback).";
            if (EnumWords.Parse<PostBackScheme>(PostBackScheme) is not { } scheme)
                yield return $"PostBackScheme is '{PostBackScheme}'. Use OAuth, Bearer or Basic.";
            else if (PostBackUrl is not null && scheme == Application.PostBacks.PostBackScheme.Basic && !HasUserAndPassword)
                yield return "PostBackScheme is Basic without user and password. Set PostBackUser and PostBackPassword.";
            foreach (var mistake in GeolocationHosts.Select(GeolocationRule.Mistake).OfType<string>())
                yield return $"GeolocationHosts: {mistake}";
            if (PostBackToken is not null && PostBackToken.Any(character => character is <= ' ' or > '~'))
            {
                yield return "PostBackToken contains spaces, line breaks or characters that aren't allowed in a header. "
                    + "If it comes from a file, remove the line break at the end.";
            }
            if (Timeout < TimeSpan.FromMilliseconds(100) || Timeout > TimeSpan.FromMinutes(5))
                yield return $"Timeout is {Timeout}. Use 00:00:00.1 to 00:05:00.";
            if (RetryAfter < TimeSpan.FromMilliseconds(100) || RetryAfter > TimeSpan.FromHours(1))
                yield return $"RetryAfter is {RetryAfter}. Use 00:00:00.1 to 01:00:00.";
            if (MaxConcurrentDeliveries is < 1 or > 1000)
                yield return $"MaxConcurrentDeliveries is {MaxConcurrentDeliveries}. Use 1 to 1000.";
        }

        private bool HasUserAndPassword => !string.IsNullOrEmpty(PostBackUser) && !string.IsNullOrEmpty(PostBackPassword);

        private static bool IsSafe(Uri url) =>
            (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url.UserInfo.Length == 0 && url.Query.Length == 0;
    }
}
