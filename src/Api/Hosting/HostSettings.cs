namespace GroundTransport.Api.Hosting;

/// <summary>The mistakes in what ASP.NET Core reads: it would end with a stack trace, or ignore them.</summary>
public static class HostSettings
{
    private static readonly string[] LogLevels = Enum.GetNames<LogLevel>();

    public static IEnumerable<string> Mistakes(IConfiguration configuration, string environment)
    {
        if (environment != Environments.Development && NearestName.To(environment, [Environments.Development]) is { } meant)
            yield return $"ASPNETCORE_ENVIRONMENT is '{environment}'. Did you mean '{meant}'?";
        foreach (var url in Words(configuration[WebHostDefaults.ServerUrlsKey]).Where(url => !IsAddress(url)))
            yield return $"{WebHostDefaults.ServerUrlsKey} has '{url}', which isn't an address to listen on. Use a form such as http://*:8080.";
        foreach (var key in new[] { WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey })
        {
            foreach (var port in Words(configuration[key]).Where(port => !ushort.TryParse(port, out _)))
                yield return $"{key} has '{port}', which isn't a port. Use numbers such as 8080.";
        }
        foreach (var (key, level) in configuration.GetSection("Logging").AsEnumerable())
        {
            if (level is not null && key.Contains("LogLevel:", StringComparison.OrdinalIgnoreCase)
                && !LogLevels.Contains(level, StringComparer.OrdinalIgnoreCase))
                yield return $"{key} is '{level}'. Use one of {string.Join(", ", LogLevels)}.";
        }
        foreach (var (written, right, _) in SettingKeys.Misnamed(configuration).Where(misnamed => !misnamed.IsSet))
            yield return $"Setting '{written}' has no effect: its name isn't right. Did you mean '{right}'?";
    }

    private static string[] Words(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
