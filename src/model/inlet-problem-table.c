/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem-table.h"

#include <glib/gi18n.h>
#include <string.h>

/* The first row that fits counts, so the more special ones stand first. */
static const InletProblemRow reply_rows[] = {
  /* The gateway, in front of all services. */
  { 0, "403010", NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe got no access token"),
    N_("Sign in again, or enter a new access token in the account.") },
  { 0, "401013", NULL, INLET_ERROR_SIGN_IN,
    N_("The access token is no longer valid"),
    N_("Sign in again, or enter a new access token in the account. Tokens end after 24 hours.") },
  { 0, "403000", NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe got no Client ID"),
    N_("Enter the Client ID in the account, as Adobe Developer Console shows it.") },
  { 0, "403003", NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe doesn’t know this Client ID"),
    N_("Compare the Client ID in the account with the one in Adobe Developer Console. The project "
       "there must have the Experience Platform API.") },
  { 0, "400003", NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe got no Organization ID"),
    N_("Enter the Organization ID in the account. It ends in “@AdobeOrg”.") },
  { 0, "403025", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("The access token is not for this organization"),
    N_("Check that the Organization ID and the access token belong to the same organization, and "
       "that the credential is in one of its product profiles.") },
  { 0, "403027", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("The organization or its product profile is wrong"),
    N_("Check the Organization ID in the account. If it is right, ask your Adobe administrator to "
       "add the credential to an Experience Platform product profile.") },
  { 0, "429050", NULL, INLET_ERROR_BUSY,
    N_("Too many requests in a short time"),
    N_("Wait a minute, then try again.") },

  /* The sign-in, OAuth 2. */
  { 0, "invalid_client", "client_secret", INLET_ERROR_SIGN_IN,
    N_("The Client Secret is wrong"),
    N_("Enter the Client Secret in the account again. It may have been replaced or deleted in "
       "Adobe Developer Console.") },
  { 0, "invalid_client", NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe refused the Client ID or the Client Secret"),
    N_("Compare both in the account with the credential in Adobe Developer Console.") },
  { 0, "unauthorized_client", NULL, INLET_ERROR_SIGN_IN,
    N_("This client may not sign in by itself"),
    N_("Use an OAuth Server-to-Server credential from Adobe Developer Console. Other kinds of "
       "credential don’t work here.") },
  { 0, "invalid_scope", NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe refused the scopes"),
    N_("Copy the scopes of the credential from Adobe Developer Console into the account.") },
  { 0, "invalid_grant", NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe refused the sign-in"),
    N_("Enter the Client Secret in the account again. If it is refused again, make a new one in "
       "Adobe Developer Console.") },
  { 0, "unsupported_grant_type", NULL, INLET_ERROR_SIGN_IN,
    N_("This address has no OAuth Server-to-Server sign-in"),
    N_("Check the sign-in address of the account.") },
  { 0, "invalid_token", NULL, INLET_ERROR_SIGN_IN,
    N_("The access token was refused"),
    N_("Sign in again, or enter a new access token in the account.") },
  { 0, "insufficient_scope", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("The scopes don’t allow this"),
    N_("Copy the scopes of the credential from Adobe Developer Console into the account.") },
  { 0, "access_denied", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("Adobe denied the sign-in"),
    N_("Ask your Adobe administrator whether the credential may use Experience Platform.") },
  { 0, "invalid_request", NULL, INLET_ERROR_SIGN_IN,
    N_("The sign-in service didn’t accept the request"),
    N_("Check the Client ID, the Client Secret and the scopes in the account.") },
  { 0, "server_error", NULL, INLET_ERROR_SERVER,
    N_("Adobe’s sign-in failed"),
    N_("Wait a few minutes, then try again.") },
  { 0, "temporarily_unavailable", NULL, INLET_ERROR_SERVER,
    N_("Adobe’s sign-in is not available at the moment"),
    N_("Wait a few minutes, then try again.") },

  /* Flow Service; 1100 is whatever the storage behind it answered. */
  { 0, "FLOW-1100", "InvalidAccessKeyId", INLET_ERROR_S3_REFUSED,
    N_("Amazon doesn’t know this Access key ID"),
    N_("Check the Access key ID in the credentials. The key may have been deleted or made "
       "inactive: your AWS administrator can tell.") },
  { 0, "FLOW-1100", "SignatureDoesNotMatch", INLET_ERROR_S3_REFUSED,
    N_("The Secret access key doesn’t fit the Access key ID"),
    N_("Enter the Secret access key in the credentials again.") },
  { 0, "FLOW-1100", "ExpiredToken", INLET_ERROR_S3_REFUSED,
    N_("The temporary S3 credentials have expired"),
    N_("Get new ones from AWS and enter all three in the credentials: Access key ID, Secret "
       "access key and Session token.") },
  { 0, "FLOW-1100", "InvalidToken", INLET_ERROR_S3_REFUSED,
    N_("Amazon refused the Session token"),
    N_("Enter the Session token in the credentials again. It belongs to one Access key ID.") },
  { 0, "FLOW-1100", "NoSuchBucket", INLET_ERROR_S3_REFUSED,
    N_("There is no such bucket"),
    N_("Check the bucket’s name in the credentials.") },
  { 0, "FLOW-1100", "AuthorizationHeaderMalformed", INLET_ERROR_S3_REFUSED,
    N_("The bucket is in another region"),
    N_("Enter the Service URL of the bucket’s region in the credentials, such as "
       "https://s3.eu-west-1.amazonaws.com/.") },
  { 0, "FLOW-1100", "PermanentRedirect", INLET_ERROR_S3_REFUSED,
    N_("The bucket is in another region"),
    N_("Enter the Service URL of the bucket’s region in the credentials, such as "
       "https://s3.eu-west-1.amazonaws.com/.") },
  { 0, "FLOW-1100", "AccessDenied", INLET_ERROR_S3_REFUSED,
    N_("The S3 credentials don’t allow access to the bucket"),
    N_("Ask your AWS administrator to allow s3:ListBucket and s3:GetObject for this key, from "
       "Adobe’s addresses.") },
  { 0, "FLOW-1100", NULL, INLET_ERROR_S3_REFUSED,
    N_("Adobe couldn’t use the S3 credentials"),
    N_("Check the Access key ID and the Secret access key in the credentials, and that this key "
       "may read the bucket. The details have Adobe’s own words.") },
  { 0, "FLOW-1101", NULL, INLET_ERROR_NOT_FOUND,
    N_("The storage behind the connection has no such resource"),
    N_("It may have been deleted. Check the bucket and the folder in the credentials.") },
  { 0, "FLOW-1102", NULL, INLET_ERROR_SERVER,
    N_("Flow Service had an internal error"),
    N_("Try again later. If it stays, give Adobe’s support the request ID from the details.") },
  { 0, "FLOW-1103", NULL, INLET_ERROR_SERVER,
    N_("Flow Service is not available at the moment"),
    N_("Wait a few minutes, then try again.") },
  { 0, "FLOW-1104", NULL, INLET_ERROR_SERVER,
    N_("Flow Service didn’t answer in time"),
    N_("Wait a few minutes, then try again.") },
  { 0, "FLOW-1400", NULL, INLET_ERROR_SERVER,
    N_("Flow Service had an internal error while checking the request"),
    N_("Try again later. If it stays, give Adobe’s support the request ID from the details.") },
  { 0, "FLOW-1401", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t count and limit a list at once"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1402", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("Only a provider may do this"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1403", NULL, INLET_ERROR_INVALID_INPUT,
    N_("The change was sent without the connection’s etag"),
    N_("Load the connection again, then repeat the change.") },
  { 0, "FLOW-1404", NULL, INLET_ERROR_CONFLICT,
    N_("The connection was changed meanwhile"),
    N_("Load it again and look at what changed, then repeat your change.") },
  { 0, "FLOW-1405", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service got an empty request"),
    N_("Ask your network administrator whether a proxy on the way changes requests. If there "
       "is none, please report this with the details.") },
  { 0, "FLOW-1413", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service doesn’t know the Amazon S3 source"),
    N_("Check the platform address of the account, and ask your Adobe administrator whether "
       "the organization may use the Amazon S3 source.") },
  { 0, "FLOW-1414", NULL, INLET_ERROR_CONFLICT,
    N_("A connection can’t change to another kind of storage"),
    N_("Create a new connection instead.") },
  { 0, "FLOW-1415", NULL, INLET_ERROR_INVALID_INPUT,
    N_("This organization can’t connect to S3 with access keys"),
    N_("Its Experience Platform may run on AWS, which asks for an IAM role instead. Your "
       "Adobe administrator can tell.") },
  { 0, "FLOW-1416", NULL, INLET_ERROR_CONFLICT,
    N_("The connection’s state doesn’t allow changing or deleting it"),
    N_("It must be enabled, disabled or initializing. Load it again to see its state.") },
  { 0, "FLOW-1417", NULL, INLET_ERROR_CONFLICT,
    N_("The connection is still being set up"),
    N_("Wait until it is ready: before that, a user’s access token can’t change or delete "
       "it.") },
  { 0, "FLOW-1418", NULL, INLET_ERROR_CONFLICT,
    N_("The connection is used by dataflows"),
    N_("Delete these dataflows in Experience Platform first, then the connection.") },
  { 0, "FLOW-1420", NULL, INLET_ERROR_CONFLICT,
    N_("The connection can’t be changed in its present state"),
    N_("Wait a minute, then load it again to see its state.") },
  { 0, "FLOW-1422", NULL, INLET_ERROR_CONFLICT,
    N_("This action is not possible in the connection’s present state"),
    N_("Load the connection again to see its state, then choose another action.") },
  { 0, "FLOW-1432", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t read the order of the list"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1433", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t sort the list by this field"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1434", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service doesn’t know this kind of change"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1439", NULL, INLET_ERROR_NOT_FOUND,
    N_("Adobe has no connection with this ID"),
    N_("It was deleted, is in another sandbox, or this account may not see it. Check the "
       "sandbox, then ask your Adobe administrator.") },
  { 0, "FLOW-1440", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service doesn’t support this filter operator"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1443", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t compare several values at once so"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1445", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("Changing connections is not enabled for this organization"),
    N_("Ask Adobe’s support to enable it, or create a new connection instead.") },
  { 0, "FLOW-1448", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service doesn’t support this filter operator for this field"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1449", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service doesn’t know a field of the filter"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1450", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service doesn’t know an operator of the filter"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1451", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service doesn’t know a parameter of the request"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1452", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t use a value of the filter"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1453", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t read a filter without a value"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1454", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t use this kind of value in a filter"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1455", NULL, INLET_ERROR_INVALID_INPUT,
    N_("Flow Service can’t make this change to the connection"),
    N_("Load the connection again: what is to be changed may not be there any more.") },
  { 0, "FLOW-1456", NULL, INLET_ERROR_CONFLICT,
    N_("The connection can’t get this state"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, "FLOW-1457", NULL, INLET_ERROR_CONFLICT,
    N_("The connection can’t be changed now"),
    N_("Its state doesn’t allow it, for example because it is being deleted. Load it again "
       "to see its state.") },
  { 0, "FLOW-1458", NULL, INLET_ERROR_CONFLICT,
    N_("The connection can’t be deleted now"),
    N_("Its state doesn’t allow it, for example because it is being deleted already. Load it "
       "again to see its state.") },

  /* Flow Service about the token, the organization and the sandbox. */
  { 0, "FLOW-2000", NULL, INLET_ERROR_SIGN_IN,
    N_("The access token doesn’t open this organization"),
    N_("Check that the Organization ID of the account is the one that the Client ID or the "
       "access token belongs to. If it is, ask your Adobe administrator for access.") },
  { 0, "FLOW-2001", NULL, INLET_ERROR_SIGN_IN,
    N_("The Organization ID is missing or empty"),
    N_("Enter the Organization ID in the account. It ends in “@AdobeOrg”.") },
  { 0, "FLOW-2002", NULL, INLET_ERROR_SIGN_IN,
    N_("The Organization ID is missing"),
    N_("Enter the Organization ID in the account. It ends in “@AdobeOrg”.") },
  { 0, "FLOW-2100", NULL, INLET_ERROR_SANDBOX,
    N_("There is no such sandbox"),
    N_("Choose another sandbox, or check its name: not the title, but the name in lower "
       "case.") },
  { 0, "FLOW-2101", NULL, INLET_ERROR_SANDBOX,
    N_("Adobe’s sandbox service has no such sandbox"),
    N_("Choose another sandbox, or check its name: not the title, but the name in lower "
       "case.") },
  { 0, "FLOW-2102", NULL, INLET_ERROR_SERVER,
    N_("Adobe couldn’t look up the sandbox"),
    N_("Wait a few minutes, then try again.") },
  { 0, "FLOW-2103", NULL, INLET_ERROR_SANDBOX,
    N_("There is no sandbox with this name and ID"),
    N_("Choose the sandbox again: it may have been deleted and made anew.") },
  { 0, "FLOW-2104", NULL, INLET_ERROR_SERVER,
    N_("Adobe couldn’t look up the sandbox by its ID"),
    N_("Wait a few minutes, then try again.") },
  { 0, "FLOW-2105", NULL, INLET_ERROR_SANDBOX,
    N_("No sandbox was given"),
    N_("Choose a sandbox, or enter its name.") },
  { 0, "FLOW-2106", NULL, INLET_ERROR_SANDBOX,
    N_("The organization has no default sandbox"),
    N_("Choose a sandbox, or enter its name.") },
  { 0, "FLOW-2107", NULL, INLET_ERROR_SERVER,
    N_("Adobe couldn’t look up the default sandbox"),
    N_("Choose a sandbox, or try again in a few minutes.") },
  { 0, "FLOW-2108", NULL, INLET_ERROR_SERVER,
    N_("Adobe couldn’t look up the active sandboxes"),
    N_("Wait a few minutes, then try again.") },
  { 0, "FLOW-2110", NULL, INLET_ERROR_SANDBOX,
    N_("A sandbox can’t be given by its ID here"),
    N_("Give the sandbox by its name. An access token of a user can’t use the ID.") },
  { 0, "FLOW-2111", NULL, INLET_ERROR_SANDBOX,
    N_("A user’s access token can’t ask for all sandboxes at once"),
    N_("Choose one sandbox, and don’t enter “*” as its name.") },
  { 0, "FLOW-2112", NULL, INLET_ERROR_SANDBOX,
    N_("The sandbox was given in two ways that differ"),
    N_("Choose one sandbox, and don’t enter “*” as its name.") },
  { 0, "FLOW-2113", NULL, INLET_ERROR_SANDBOX,
    N_("All sandboxes at once are not possible here"),
    N_("Choose one sandbox, and don’t enter “*” as its name.") },
  { 0, "FLOW-2114", NULL, INLET_ERROR_SIGN_IN,
    N_("The access token was empty"),
    N_("Sign in again, or enter a new access token in the account.") },
  { 0, "FLOW-2115", NULL, INLET_ERROR_SIGN_IN,
    N_("Flow Service can’t read the access token"),
    N_("Sign in again, or copy the whole access token into the account, without “Bearer”.") },
  { 0, "FLOW-2116", NULL, INLET_ERROR_SERVER,
    N_("Adobe couldn’t read the permissions in the access token"),
    N_("Sign in again. If it stays, give Adobe’s support the request ID from the details.") },
  { 0, "FLOW-2117", NULL, INLET_ERROR_SERVER,
    N_("Adobe couldn’t check your permissions"),
    N_("Try again later. If it stays, give Adobe’s support the request ID from the details.") },
  { 0, "FLOW-2118", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("A permission is missing"),
    N_("Ask your Adobe administrator to give the credential’s role the permission Manage "
       "Sources in this sandbox.") },
  { 0, "FLOW-2120", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("This account may not do that"),
    N_("Ask your Adobe administrator to add the credential to a role with the permission "
       "Manage Sources in this sandbox.") },
  { 0, "FLOW-2121", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("This account may not manage sources"),
    N_("Ask your Adobe administrator to add the permission Manage Sources to the "
       "credential’s role, for this sandbox.") },

  /* The sandbox service. */
  { 0, "SMS-2010", NULL, INLET_ERROR_NOT_ALLOWED,
    N_("This account may not see this sandbox"),
    N_("Ask your Adobe administrator to add the credential to a role in this sandbox, or "
       "choose another sandbox.") },
  { 0, "SMS-2074", NULL, INLET_ERROR_SANDBOX,
    N_("This sandbox can’t be reset"),
    N_("Another Adobe product uses it. Choose another sandbox, or ask your Adobe "
       "administrator.") },

  /* Replies without a code of their own, known by their words. */
  { 4, NULL, "valid spec id", INLET_ERROR_INVALID_INPUT,
    N_("Adobe doesn’t know the kind of connection"),
    N_("Check the platform address of the account, and ask your Adobe administrator whether "
       "the organization may use the Amazon S3 source.") },
  { 4, NULL, "does not match the current version", INLET_ERROR_CONFLICT,
    N_("The connection is not as it was when it was loaded"),
    N_("Load it again and look at what changed, then repeat your change.") },
  { 404, NULL, "not found with id", INLET_ERROR_NOT_FOUND,
    N_("The connection is not at Adobe any more"),
    N_("It was deleted, is in another sandbox, or this account may not see it. Check the "
       "sandbox first.") },
  { 4, NULL, "content-type", INLET_ERROR_INVALID_INPUT,
    N_("Adobe didn’t recognize the request as JSON"),
    N_("Ask your network administrator whether a proxy on the way changes requests. If there "
       "is none, please report this with the details.") },
  { 422, NULL, "version", INLET_ERROR_INVALID_INPUT,
    N_("Adobe asks for the version of the connection’s kind"),
    N_("This is a mistake in the program. Please report it with the details.") },
  { 0, NULL, "User region is missing", INLET_ERROR_NOT_ALLOWED,
    N_("The organization has no place at Adobe for this account"),
    N_("Check the Organization ID in the account. If it is right, ask your Adobe "
       "administrator to add the credential to an Experience Platform product profile.") },

  /* Any other reply, by its status. */
  { 2, NULL, NULL, INLET_ERROR_BAD_REPLY,
    N_("Adobe’s answer couldn’t be understood"),
    N_("Adobe reported success. The details have its answer.") },
  { 3, NULL, NULL, INLET_ERROR_BAD_REPLY,
    N_("The address leads elsewhere"),
    N_("Inlet sends secrets to no other address. Check the platform address and the sign-in "
       "address of the account, and whether the network asks for a sign-in first.") },
  { 400, NULL, NULL, INLET_ERROR_INVALID_INPUT,
    N_("Adobe didn’t accept the request"),
    N_("Check what was entered. The details say what Adobe found wrong.") },
  { 401, NULL, NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe didn’t accept the sign-in"),
    N_("Sign in again, or check the Client ID, the Client Secret and the Organization ID of "
       "the account.") },
  { 402, NULL, NULL, INLET_ERROR_NOT_ALLOWED,
    N_("The organization’s licence doesn’t cover this"),
    N_("Ask your Adobe administrator.") },
  { 403, NULL, NULL, INLET_ERROR_NOT_ALLOWED,
    N_("Adobe doesn’t allow this account to do that"),
    N_("Ask your Adobe administrator whether the credential is in a product profile and a "
       "role for this sandbox.") },
  { 404, NULL, NULL, INLET_ERROR_NOT_FOUND,
    N_("Adobe found nothing at this address"),
    N_("Check the platform address and the sign-in address of the account.") },
  { 405, NULL, NULL, INLET_ERROR_FAILED,
    N_("The service at this address doesn’t know this request"),
    N_("Check the platform address and the sign-in address of the account.") },
  { 407, NULL, NULL, INLET_ERROR_OFFLINE,
    N_("The network’s proxy asks for a sign-in"),
    N_("Enter the proxy’s name and password in the system settings, or ask your network "
       "administrator.") },
  { 408, NULL, NULL, INLET_ERROR_SERVER,
    N_("Adobe didn’t get the whole request in time"),
    N_("Check the network connection, then try again.") },
  { 409, NULL, NULL, INLET_ERROR_CONFLICT,
    N_("This conflicts with something at Adobe"),
    N_("The details say with what. Change it, then try again.") },
  { 410, NULL, NULL, INLET_ERROR_NOT_FOUND,
    N_("This is no longer at Adobe"),
    N_("It was deleted. Nothing more can be done with it.") },
  { 412, NULL, NULL, INLET_ERROR_CONFLICT,
    N_("What you changed was changed by someone else"),
    N_("Load it again and look at what changed, then repeat your change.") },
  { 413, NULL, NULL, INLET_ERROR_INVALID_INPUT,
    N_("The request is too large for Adobe"),
    N_("Enter a shorter name and description.") },
  { 415, NULL, NULL, INLET_ERROR_INVALID_INPUT,
    N_("Adobe didn’t accept the form of the request"),
    N_("Ask your network administrator whether a proxy on the way changes requests. If there "
       "is none, please report this with the details.") },
  { 422, NULL, NULL, INLET_ERROR_INVALID_INPUT,
    N_("Adobe didn’t accept a value"),
    N_("Check what was entered. The details say which value Adobe means.") },
  { 428, NULL, NULL, INLET_ERROR_CONFLICT,
    N_("Adobe wants to know which version to change"),
    N_("Load the connection again, then repeat your change.") },
  { 429, NULL, NULL, INLET_ERROR_BUSY,
    N_("Adobe got too many requests from this account"),
    N_("Wait a minute, then try again.") },
  { 500, NULL, NULL, INLET_ERROR_SERVER,
    N_("Adobe had an internal error"),
    N_("Try again later. If it stays, give Adobe’s support the request ID from the details.") },
  { 501, NULL, NULL, INLET_ERROR_SERVER,
    N_("Adobe can’t do this yet"),
    N_("Check the platform address of the account. If it is right, ask Adobe’s support.") },
  { 502, NULL, NULL, INLET_ERROR_SERVER,
    N_("Adobe’s gateway got no proper answer"),
    N_("Wait a few minutes, then try again.") },
  { 503, NULL, NULL, INLET_ERROR_SERVER,
    N_("Adobe is not available at the moment"),
    N_("Wait a few minutes, then try again.") },
  { 504, NULL, NULL, INLET_ERROR_SERVER,
    N_("Adobe’s gateway waited too long"),
    N_("Wait a few minutes, then try again.") },
  { 4, NULL, NULL, INLET_ERROR_FAILED,
    N_("Adobe refused the request"),
    N_("The details say why.") },
  { 5, NULL, NULL, INLET_ERROR_SERVER,
    N_("Adobe failed"),
    N_("Try again later. If it stays, give Adobe’s support the request ID from the details.") },
};

/* Failures without a reply, by their code. */
static const InletProblemRow code_rows[] = {
  [INLET_ERROR_FAILED] = { 0, NULL, NULL, INLET_ERROR_FAILED,
    N_("Something went wrong"),
    N_("Try again. If it happens again, please report it with the details.") },
  [INLET_ERROR_INVALID_INPUT] = { 0, NULL, NULL, INLET_ERROR_INVALID_INPUT,
    N_("Something entered is not right"),
    N_("Check what was entered, then try again.") },
  [INLET_ERROR_SIGN_IN] = { 0, NULL, NULL, INLET_ERROR_SIGN_IN,
    N_("Adobe didn’t accept the account"),
    N_("Check the Client ID, the Client Secret and the Organization ID of the account, or "
       "enter a new access token.") },
  [INLET_ERROR_NOT_ALLOWED] = { 0, NULL, NULL, INLET_ERROR_NOT_ALLOWED,
    N_("This account lacks a permission"),
    N_("Ask your Adobe administrator for it.") },
  [INLET_ERROR_SANDBOX] = { 0, NULL, NULL, INLET_ERROR_SANDBOX,
    N_("The sandbox can’t be used"),
    N_("Choose another sandbox.") },
  [INLET_ERROR_S3_REFUSED] = { 0, NULL, NULL, INLET_ERROR_S3_REFUSED,
    N_("The S3 credentials were refused"),
    N_("Check the Access key ID and the Secret access key in the credentials.") },
  [INLET_ERROR_NOT_FOUND] = { 0, NULL, NULL, INLET_ERROR_NOT_FOUND,
    N_("It is not there any more"),
    N_("It may have been deleted meanwhile.") },
  [INLET_ERROR_CONFLICT] = { 0, NULL, NULL, INLET_ERROR_CONFLICT,
    N_("It was changed meanwhile"),
    N_("Look at what changed, then try again.") },
  [INLET_ERROR_BUSY] = { 0, NULL, NULL, INLET_ERROR_BUSY,
    N_("Adobe has too much to do"),
    N_("Wait a minute, then try again.") },
  [INLET_ERROR_SERVER] = { 0, NULL, NULL, INLET_ERROR_SERVER,
    N_("Something failed at Adobe"),
    N_("Try again later.") },
  [INLET_ERROR_OFFLINE] = { 0, NULL, NULL, INLET_ERROR_OFFLINE,
    N_("Adobe couldn’t be reached"),
    N_("Check the network connection, the proxy, and the addresses of the account, then try "
       "again.") },
  [INLET_ERROR_UNTRUSTED] = { 0, NULL, NULL, INLET_ERROR_UNTRUSTED,
    N_("The server couldn’t prove that it is Adobe"),
    N_("Nothing was sent. Check the addresses of the account, the computer’s clock, and with "
       "your network administrator whether a proxy reads encrypted traffic.") },
  [INLET_ERROR_TIMED_OUT] = { 0, NULL, NULL, INLET_ERROR_TIMED_OUT,
    N_("Adobe didn’t answer in time"),
    N_("Check the network connection, then try again.") },
  [INLET_ERROR_BAD_REPLY] = { 0, NULL, NULL, INLET_ERROR_BAD_REPLY,
    N_("The answer couldn’t be understood"),
    N_("Check the addresses of the account. The details have what was answered.") },
  [INLET_ERROR_INTERRUPTED] = { 0, NULL, NULL, INLET_ERROR_INTERRUPTED,
    N_("The answer was lost on the way"),
    N_("The connection to Adobe was cut, or Inlet ended, before the answer came.") },
  [INLET_ERROR_KEYRING_LOCKED] = { 0, NULL, NULL, INLET_ERROR_KEYRING_LOCKED,
    N_("The keyring is locked"),
    N_("Unlock it, then try again.") },
  [INLET_ERROR_KEYRING_MISSING] = { 0, NULL, NULL, INLET_ERROR_KEYRING_MISSING,
    N_("There is no keyring"),
    N_("Start a keyring such as GNOME Keyring, or keep secrets until you quit Inlet.") },
  [INLET_ERROR_KEYRING_FAILED] = { 0, NULL, NULL, INLET_ERROR_KEYRING_FAILED,
    N_("The keyring didn’t do what it was asked"),
    N_("Look at it in Passwords and Keys, then try again. The details have its answer.") },
  [INLET_ERROR_NO_SECRET] = { 0, NULL, NULL, INLET_ERROR_NO_SECRET,
    N_("The keyring has no secret for this"),
    N_("Enter the secret again in the account or the credentials.") },
  [INLET_ERROR_STORAGE] = { 0, NULL, NULL, INLET_ERROR_STORAGE,
    N_("The history couldn’t be read or written"),
    N_("Check that the disk is not full and that your files may be written, then try again.") },
};

/* Digits that end the code of Flow Service repeat the status, not always rightly. */
static gboolean
fits_adobe_code (const InletProblemRow *row,
                 const char            *adobe_code)
{
  gsize length;

  if (row->adobe_code == NULL)
    return TRUE;
  if (adobe_code == NULL)
    return FALSE;

  length = strlen (row->adobe_code);
  return g_ascii_strncasecmp (adobe_code, row->adobe_code, length) == 0
         && (adobe_code[length] == '\0' || adobe_code[length] == '-');
}

static gboolean
fits_status (const InletProblemRow *row,
             guint                  status)
{
  if (row->status == 0)
    return TRUE;

  return row->status == (row->status < 10 ? status / 100 : status);
}

static gboolean
fits_words (const InletProblemRow *row,
            const char            *lower_message)
{
  g_autofree char *lower_words = NULL;

  if (row->words == NULL)
    return TRUE;

  lower_words = g_ascii_strdown (row->words, -1);
  return strstr (lower_message, lower_words) != NULL;
}

const InletProblemRow *
inlet_problem_table_find_reply (guint       status,
                                const char *adobe_code,
                                const char *message)
{
  g_autofree char *lower_message = g_ascii_strdown (message, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (reply_rows); i++) {
    const InletProblemRow *row = &reply_rows[i];

    if (fits_adobe_code (row, adobe_code) && fits_status (row, status)
        && fits_words (row, lower_message))
      return row;
  }

  return NULL;
}

const InletProblemRow *
inlet_problem_table_find_code (InletErrorCode code)
{
  g_return_val_if_fail ((gsize) code < G_N_ELEMENTS (code_rows), &code_rows[INLET_ERROR_FAILED]);

  return &code_rows[code];
}
