using System.Text;
using GroundTransport.Application.ConcurApps;
using GroundTransport.TestKit;
using Xunit;
using static GroundTransport.Application.ConcurApps.ConcurAppState;
using static GroundTransport.Application.ConcurApps.TokenRefusal;

namespace GroundTransport.Application.Tests.ConcurApps;

/// <summary>The refusal and the state that each of Concur's error codes becomes.</summary>
public sealed class TokenRefusalTests
{
    private static readonly Uri Us = new("https://us.api.concursolutions.com");

    [Theory]
    [InlineData(5, "invalid_grant", IncorrectCredentials, NeedsAuthorization)]
    [InlineData(10, "invalid_grant", AccountDisabled, NeedsCustomer)]
    [InlineData(11, "invalid_grant", AccountDisabled, NeedsCustomer)]
    [InlineData(12, "invalid_grant", LogonDenied, NeedsCustomer)]
    [InlineData(13, "invalid_grant", LogonDenied, NeedsCustomer)]
    [InlineData(14, "invalid_grant", AccountLocked, NeedsCustomer)]
    [InlineData(19, "invalid_grant", IncorrectCredentials, NeedsAuthorization)]
    [InlineData(20, "invalid_grant", AddressDenied, NeedsCustomer)]
    [InlineData(51, "invalid_request", IncompleteRequest, NeedsClient)]
    [InlineData(52, "invalid_request", IncompleteRequest, NeedsClient)]
    [InlineData(53, "invalid_client", CompanyNotEnabled, NeedsConcur)]
    [InlineData(54, "invalid_scope", ScopeExceeded, NeedsConcur)]
    [InlineData(55, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(58, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(59, "access_denied", ClientDisabled, NeedsConcur)]
    [InlineData(60, "invalid_grant", GrantNotAllowed, NeedsConcur)]
    [InlineData(61, "invalid_client", UnknownClient, NeedsClient)]
    [InlineData(62, "invalid_request", IncompleteRequest, NeedsClient)]
    [InlineData(63, "invalid_request", IncompleteRequest, NeedsClient)]
    [InlineData(64, "invalid_client", WrongClientSecret, NeedsClient)]
    [InlineData(65, "invalid_request", IncompleteRequest, NeedsClient)]
    [InlineData(80, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(81, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(82, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(85, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(100, "invalid_request", UnknownPrincipal, NeedsAuthorization)]
    [InlineData(103, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(105, "invalid_grant", AnotherAppsToken, NeedsAuthorization)]
    [InlineData(106, "invalid_request", IncompleteRequest, NeedsClient)]
    [InlineData(107, "invalid_request", RefreshNotAllowed, NeedsConcur)]
    [InlineData(108, "invalid_grant", RefreshTokenEnded, NeedsAuthorization)]
    [InlineData(115, "invalid_request", WrongClientSecret, NeedsClient)]
    [InlineData(119, "invalid_request", AnotherGrant, NeedsConcur)]
    [InlineData(120, "invalid_request", IncompleteRequest, NeedsClient)]
    [InlineData(123, "invalid_request", AccountDisabled, NeedsCustomer)]
    public void Code_is_a_named_refusal_with_a_state(int code, string error, TokenRefusal refusal, ConcurAppState state)
    {
        var refused = Refused($$"""{"code":{{code}},"error":"{{error}}","error_description":"What Concur says"}""");

        Assert.Equal(new TokenAnswer.Refused(refusal, code, "What Concur says"), refused);
        Assert.Equal(state, refused.State);
    }

    [Theory]
    [InlineData("invalid_grant", GrantNotAccepted)]
    [InlineData("invalid_client", ClientNotAccepted)]
    [InlineData("unauthorized_client", ClientNotAccepted)]
    [InlineData("invalid_request", IncompleteRequest)]
    [InlineData("invalid_scope", ScopeExceeded)]
    [InlineData("unsupported_grant_type", GrantNotAllowed)]
    [InlineData("access_denied", ClientDisabled)]
    [InlineData("teapot", Unknown)]
    public void Code_that_is_undocumented_or_missing_falls_back_to_the_error(string error, TokenRefusal refusal)
    {
        Assert.Equal(refusal, Refused($$"""{"code":4711,"error":"{{error}}"}""").Refusal);
        Assert.Equal(refusal, Refused($$"""{"error":"{{error}}"}""").Refusal);
    }

    [Theory]
    [InlineData("\"5\"", 5)]
    [InlineData("5.0", 5)]
    [InlineData("5.5", null)]
    [InlineData("-5", null)]
    [InlineData("99999999999", null)]
    public void Code_is_a_number_or_a_string(string written, int? code) =>
        Assert.Equal(code, Refused($$"""{"code":{{written}},"error":"invalid_grant"}""").Code);

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public void Error_is_read_under_each_status_that_can_carry_it(int status) =>
        Assert.Equal(IncorrectCredentials, Refused("""{"code":5,"error":"invalid_grant"}""", status).Refusal);

    [Fact]
    public void Every_refusal_has_a_state_and_its_own_text_about_what_to_do()
    {
        var refusals = Enum.GetValues<TokenRefusal>();

        ConcurAppState[] others = [Connected, Waiting, NeedsGeolocation];
        Assert.All(refusals, refusal => Assert.DoesNotContain(TokenRefusals.StateAfter(refusal), others));
        Assert.Equal(refusals.Length, refusals.Select(TokenRefusals.WhatToDo).Distinct().Count());
        Assert.All(refusals, refusal => Assert.Matches("^(SAP Concur|Concur|The) .*\\.$", TokenRefusals.WhatToDo(refusal)));
    }

    private static TokenAnswer.Refused Refused(string body, int status = 400)
    {
        var response = new TokenResponse(status, Encoding.UTF8.GetBytes(body));
        var answer = TokenAnswers.Interpret(response, new TokenRequest(Us, TestClock.Now, "sent"), new TokenSettings());
        return Assert.IsType<TokenAnswer.Refused>(answer);
    }
}
