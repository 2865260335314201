using System.Text.RegularExpressions;

namespace GroundTransport.Api.Hosting;

/// <summary>The keys that can be set: the host's and those of <see cref="GatewaySettings"/>.</summary>
public static partial class SettingKeys
{
    private static readonly string[] Host =
    [
        WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey, WebHostDefaults.EnvironmentKey,
        WebHostDefaults.ContentRootKey, WebHostDefaults.ApplicationKey, WebHostDefaults.WebRootKey, WebHostDefaults.PreferHostingUrlsKey,
        WebHostDefaults.ShutdownTimeoutKey, WebHostDefaults.DetailedErrorsKey, WebHostDefaults.CaptureStartupErrorsKey,
        WebHostDefaults.SuppressStatusMessagesKey, "AllowedHosts", "hostBuilder:reloadConfigOnChange",
    ];

    /// <summary>Sections with names that an operator chooses: a log category, an endpoint.</summary>
    private static readonly string[] FreeSections = ["Logging", "Kestrel"];

    /// <summary>Every key; <c>0</c> stands for a position in a list.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Host, .. Leaves(GatewaySettings.Section, typeof(GatewaySettings))];

    /// <summary>Whether the key exists. A section is known only without a value: the test host passes sections so.</summary>
    public static bool IsKnown(string key, string value)
    {
        var wanted = Position().Replace(key, ":0");
        return All.Contains(wanted, StringComparer.OrdinalIgnoreCase)
            || FreeSections.Any(section => IsWithin(section, wanted))
            || (value.Length == 0 && All.Any(known => IsWithin(wanted, known)));
    }

    /// <summary>The message for an unknown key, with the nearest known one.</summary>
    public static string Unknown(string key) => NearestName.To(key, All) is { } nearest
        ? $"Unknown setting '{key}'. Did you mean '{nearest}'?"
        : $"Unknown setting '{key}'. --help lists the settings.";

    private static bool IsWithin(string section, string key) =>
        key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (key.Length == section.Length || key[section.Length] == ':');

    private static IEnumerable<string> Leaves(string path, Type type) =>
        Nullable.GetUnderlyingType(type) is not null || type == typeof(string) || type.IsValueType ? [path]
        : type.IsGenericType ? Leaves($"{path}:0", type.GetGenericArguments()[0])
        : type.GetProperties()
            .Where(property => property.CanWrite)
            .SelectMany(property => Leaves($"{path}:{property.Name}", property.PropertyType));

    [GeneratedRegex(":[0-9]+(?=:|$)")]
    private static partial Regex Position();
}
