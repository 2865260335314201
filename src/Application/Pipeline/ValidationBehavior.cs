using FluentValidation;
using GroundTransport.Domain;
using MediatR;

namespace GroundTransport.Application.Pipeline;

/// <summary>Turns what a validator finds into a refusal: its first failure gives kind and element, all of them the fields.</summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = validators.SelectMany(validator => validator.Validate(request).Errors).ToList();
        if (failures.Count == 0)
            return next();
        var first = failures[0];
        var kind = first.CustomState is RefusalKind said ? said : RefusalKind.Request;
        return Task.FromResult(TResponse.Refused(new Refusal(kind, first.PropertyName, first.ErrorMessage)
        {
            Fields = [.. failures.Select(failure => new FieldError(failure.PropertyName, failure.ErrorMessage))],
        }));
    }
}

/// <summary>Says in a rule what kind of refusal its failure is, and which element it names.</summary>
public static class RefusalRules
{
    public static IRuleBuilderOptions<T, TProperty> Refuse<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, RefusalKind kind, string element, string message) =>
        rule.WithState(_ => kind).OverridePropertyName(element).WithMessage(message);
}
