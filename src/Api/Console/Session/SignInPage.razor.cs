using GroundTransport.Api.Console.Layout;

namespace GroundTransport.Api.Console.Session;

/// <summary>The page that asks for an API key.</summary>
public sealed partial class SignInPage : ConsolePage<SignInModel>
{
    private string Action => Model.To is null ? ConsolePaths.SignIn : $"{ConsolePaths.SignIn}?to={Uri.EscapeDataString(Model.To)}";
}

/// <summary>Where to go afterwards, and why the last attempt failed; empty: it is the first.</summary>
public sealed record SignInModel(string? To, string Error);
