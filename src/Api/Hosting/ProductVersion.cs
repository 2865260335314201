using System.Reflection;

namespace GroundTransport.Api.Hosting;

/// <summary>The version of this release: <c>Version</c> in Directory.Build.props, its only place.</summary>
public static class ProductVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
