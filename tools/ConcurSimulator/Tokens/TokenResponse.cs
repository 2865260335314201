namespace ConcurSimulator.Tokens;

/// <summary>The token endpoint's response to a grant.</summary>
public abstract record TokenResponse
{
    private TokenResponse()
    {
    }

    /// <summary>An access token, and a refresh token that replaces the one in the request.</summary>
    public sealed record Issued(string AccessToken, string RefreshToken, TimeSpan ExpiresIn, DateTimeOffset RefreshExpires) : TokenResponse;

    /// <summary>One of Concur's error codes.</summary>
    public sealed record Refused(int Code, string Error, string Description) : TokenResponse
    {
        public int HttpStatus => Error == "invalid_client" ? 401 : 400;
    }

    public static Refused IncorrectCredentials { get; } = new(5, "invalid_grant", "Incorrect Credentials. Please Retry");

    public static Refused UserLivesElsewhere { get; } = new(16, "invalid_request", "user lives elsewhere");

    public static Refused UnknownGrantType { get; } = new(60, "invalid_grant", "these are not the grants you are looking for");

    public static Refused UnknownClient { get; } = new(61, "invalid_client", "client not found");

    public static Refused WrongClientSecret { get; } = new(64, "invalid_client", "Incorrect credentials. Please Retry");

    public static Refused InvalidRefreshToken { get; } = new(108, "invalid_grant", "bad or expired refresh token");

    public static Refused InvalidCredentialType { get; } = new(120, "invalid_request", "credtype is invalid");

    public static Refused Missing(string field) => new(
        field switch { "username" => 51, "password" => 52, "client_id" => 62, "client_secret" => 63, "grant_type" => 65, _ => 106 },
        "invalid_request",
        $"{field} was not supplied");
}
