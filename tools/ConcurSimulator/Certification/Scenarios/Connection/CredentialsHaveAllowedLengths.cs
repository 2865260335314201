using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class CredentialsHaveAllowedLengths()
    : Scenario("User name and password have 10 to 50 characters each", MessageNames.TestConnection)
{
    public override Task Play(Given given, When when, Then then)
    {
        var (user, password) = (given.Endpoint.User.Length, given.Endpoint.Password.Length);

        then.Documented(Page.Connectors, HasAllowedLength("user name", user), HasAllowedLength("password", password));
        return Task.CompletedTask;
    }

    private static Check HasAllowedLength(string what, int length) =>
        new(what, length is >= 10 and <= 50, "10 to 50 characters", FormattableString.Invariant($"{length} characters"));
}
