namespace ConcurSimulator.Tokens;

/// <summary>The one application that the token endpoint accepts, and the lifetimes of the tokens it issues.</summary>
public sealed record TokenSettings
{
    public string ClientId { get; init; } = "c14f2547-0000-4000-8000-00000e94f235";

    public string ClientSecret { get; init; } = "1bfb0000-0000-4000-8000-0000000245ce";

    /// <summary>The company whose administrator connects the application: the user name of the password grant.</summary>
    public string Company { get; init; } = "3b000000-0000-4000-8000-000000000ecd";

    /// <summary>
    /// The App Center's request token: the password of the password grant. Valid for <see cref="RequestTokenLifetime"/>, any
    /// number of times.
    /// </summary>
    public string RequestToken { get; init; } = "fd440000-0000-4000-8000-00000000035d";

    /// <summary>Valid from the start, so that a gateway can be set up without the password grant.</summary>
    public string RefreshToken { get; init; } = "a95caa0f-0000-4000-8000-000000000001";

    /// <summary>What the access tokens may be used for.</summary>
    public string Scope { get; init; } = "openid user.read receipts.write";

    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(183);

    public static TimeSpan RequestTokenLifetime { get; } = TimeSpan.FromHours(12);
}
